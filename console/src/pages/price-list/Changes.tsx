import type { Output } from '@plenum/contract'
import { Card } from '../../ui/Card.tsx'
import { dayText } from '../../ui/dates.ts'
import { moneyText } from '../../ui/money.ts'
import { count } from '../../ui/numbers.ts'
import styles from './PriceList.module.css'

type Book = Output<'price.list'>['books'][number]
type Edition = Book['editions'][number]

/** What a version changes against the one before it, row by row. */
export function Changes({ before, after }: { before: Book; after: Book }) {
  const old = new Map(textsOf(before))
  const present = new Map(textsOf(after))
  const names = [...new Set([...present.keys(), ...old.keys()])]
  const changed = names.filter((name) => old.get(name) !== present.get(name))
  return (
    <div className={styles.changes}>
      <Card title="What changes" aside={`on ${dayText(after.fromDay)}`}>
        {changed.length === 0 ? (
          <p className={styles.same}>Nothing: limits and prices stay the same.</p>
        ) : (
          <dl>
            {changed.map((name) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <s>{old.get(name) ?? 'not offered'}</s> <span>{present.get(name) ?? 'not offered any more'}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
        <p className={styles.same}>Each day is priced and limited by the version of that day, for everyone.</p>
      </Card>
    </div>
  )
}

/** Every row of the list with what it says. */
function textsOf({ editions, overage }: Book): [string, string][] {
  return [
    ...editions.flatMap((edition) => textsOfEdition(edition)),
    ['Daily active users included', count(overage.dailyUsersIncluded)],
    [`Daily active users above, per ${count(overage.dailyUsersStep.upTo)}`, moneyText(overage.dailyUsersStep.price)],
    ['Groups included', count(overage.groupsIncluded)],
    [`Groups above, per ${count(overage.groupsStep.upTo)}`, moneyText(overage.groupsStep.price)],
  ]
}

function textsOfEdition({ name, price, groupsPerUser, membersPerGroup, avGroups, historyDays }: Edition): [string, string][] {
  const items = [
    ['groups per user', 'up to', '', groupsPerUser],
    ['members per group', 'up to', '', membersPerGroup],
    ['history', '', ' days', historyDays],
  ] as const
  return [
    [`${name}, a month`, moneyText(price)],
    ...items.flatMap(([item, upTo, unit, { included, steps }]): [string, string][] => [
      [`${name}, ${item} included`, `${count(included)}${unit}`],
      ...steps.map((step): [string, string] => [
        `${name}, ${item} ${upTo} ${count(step.upTo)}${unit}`.replace(/ +/g, ' '),
        moneyText(step.price),
      ]),
    ]),
    [`${name}, audio-video groups included`, avGroups.included === null ? 'unlimited' : count(avGroups.included)],
    ...(avGroups.unlimited ? [[`${name}, unlimited audio-video groups`, moneyText(avGroups.unlimited)] as [string, string]] : []),
  ]
}
