import { NativeSelect, Switch } from '@mantine/core'
import type { Input } from '@plenum/contract'
import { useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { daysOfMonth, dayText, monthText } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { NumberWithPicks } from '../../ui/NumberWithPicks.tsx'
import { count } from '../../ui/numbers.ts'
import { boundsOf, type PaidEdition, termsOf } from '../app/change-plan/usePlanChoice.ts'
import type { Catalog } from '../app/useApp.ts'
import styles from './ThisMonth.module.css'
import { WhatIfAnswer } from './WhatIfAnswer.tsx'

type Wanted = Input<'bill.whatIf'>['changes'][number]['configuration']

interface Choice extends Omit<Wanted, 'edition'> {
  sdkAppId: number | null
  month: string
  /** Of the month. */
  dayNumber: number
  edition: PaidEdition
}

/** Another plan of one app from a day on, and the bill it would have made. */
export function WhatIf({ month, asOf }: { month: string; asOf: string | null }) {
  const { account } = useSession()
  const apps = useAnswer('app.list', { accountId: account.accountId })
  const catalog = useAnswer('plan.catalog', {})
  return (
    <Card title="What if" aside="another plan from a day on">
      <Answer of={catalog} waiting={<Bars rows={3} />}>
        {(catalog) => (
          <Answer of={apps} waiting={<Bars rows={3} />}>
            {({ apps }) =>
              apps.length === 0 ? (
                <p className={styles.note}>There is no app yet to suppose something of.</p>
              ) : (
                <Suppose apps={apps.map(({ sdkAppId, name }) => ({ sdkAppId, name }))} catalog={catalog} running={month} asOf={asOf} />
              )
            }
          </Answer>
        )}
      </Answer>
    </Card>
  )
}

interface SupposeProps {
  apps: { sdkAppId: number; name: string }[]
  catalog: Catalog
  running: string
  asOf: string | null
}

function Suppose({ apps, catalog, running, asOf }: SupposeProps) {
  const bills = useAnswer('bill.list', { limit: 24 })
  const [choice, setChoice] = useState<Choice>(() => ({
    sdkAppId: null,
    month: running,
    dayNumber: asOf ? Math.min(Number(asOf.slice(8)) + 1, daysOfMonth(running).length) : 1,
    ...included(catalog, 'ultimate'),
  }))
  const { sdkAppId, month, edition } = choice
  const set = (part: Partial<Choice>) => setChoice({ ...choice, ...part })
  const terms = termsOf(catalog, edition)
  const days = daysOfMonth(month)
  const day = days[Math.min(choice.dayNumber, days.length) - 1]!
  const fits = [terms.groupsPerUser, terms.membersPerGroup].map((item, index) => {
    const value = index === 0 ? choice.groupsPerUser : choice.membersPerGroup
    const { min, max } = boundsOf(item, value)
    return Number.isInteger(value) && value >= min && value <= max ? null : `A whole number from ${count(min)} to ${count(max)}.`
  })
  const { unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays } = choice
  const configuration = { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, ...(historyDays !== undefined && { historyDays }) }
  const possible = sdkAppId !== null && fits.every((error) => error === null)
  return (
    <>
      <div className={styles.fields}>
        <NativeSelect
          label="App"
          value={sdkAppId ?? ''}
          onChange={(event) => set({ sdkAppId: Number(event.currentTarget.value) || null })}
          data={[{ value: '', label: 'Choose an app' }, ...apps.map(({ sdkAppId, name }) => ({ value: String(sdkAppId), label: name }))]}
        />
        <NativeSelect
          label="Month"
          value={month}
          onChange={(event) => set({ month: event.currentTarget.value, dayNumber: 1 })}
          data={[running, ...(bills.data?.bills ?? []).map((bill) => bill.month)].map((value) => ({ value, label: monthText(value) }))}
        />
        <NativeSelect
          label="From"
          value={day}
          onChange={(event) => set({ dayNumber: Number(event.currentTarget.value.slice(8)) })}
          data={days.map((value) => ({ value, label: dayText(value) }))}
        />
        <NativeSelect
          label="Plan edition"
          value={edition}
          onChange={(event) => setChoice({ ...choice, ...included(catalog, event.currentTarget.value as PaidEdition) })}
          data={(['pro', 'ultimate'] as const).map((value) => ({ value, label: termsOf(catalog, value).name }))}
        />
      </div>
      {sdkAppId === null ? null : (
        <div className={styles.numbers}>
          {terms.avGroups.unlimited ? (
            <Switch
              label="Unlimited number of audio-video groups"
              checked={choice.unlimitedAvGroups}
              onChange={(event) => set({ unlimitedAvGroups: event.currentTarget.checked })}
            />
          ) : null}
          <NumberWithPicks
            inline
            label="Groups one user can join"
            explanation={`${count(terms.groupsPerUser.included)} included`}
            value={choice.groupsPerUser}
            onChange={(value) => set({ groupsPerUser: value as number })}
            {...boundsOf(terms.groupsPerUser, choice.groupsPerUser)}
            error={fits[0] ?? null}
          />
          <NumberWithPicks
            inline
            label="Members one group can accommodate"
            explanation={`${count(terms.membersPerGroup.included)} included`}
            value={choice.membersPerGroup}
            onChange={(value) => set({ membersPerGroup: value as number })}
            {...boundsOf(terms.membersPerGroup, choice.membersPerGroup)}
            error={fits[1] ?? null}
          />
          <NativeSelect
            label="History"
            className={styles.history}
            value={choice.historyDays ?? ''}
            onChange={(event) => set({ historyDays: Number(event.currentTarget.value) || undefined })}
            data={[
              { value: '', label: 'As it is carried over' },
              ...[terms.historyDays.included, ...terms.historyDays.steps.map(({ upTo }) => upTo)].map((value) => ({
                value: String(value),
                label: `${value} days`,
              })),
            ]}
          />
        </div>
      )}
      {possible ? (
        <WhatIfAnswer input={{ month, changes: [{ sdkAppId, day, configuration }] }} />
      ) : (
        <p className={styles.note}>
          Computed as the bill is. Nothing is changed by it, and what is possible today does not matter: also a month that is closed can be
          looked at.
        </p>
      )}
    </>
  )
}

function included(catalog: Catalog, edition: PaidEdition) {
  const { avGroups, groupsPerUser, membersPerGroup } = termsOf(catalog, edition)
  return {
    edition,
    unlimitedAvGroups: avGroups.included === null,
    groupsPerUser: groupsPerUser.included,
    membersPerGroup: membersPerGroup.included,
    historyDays: undefined,
  }
}
