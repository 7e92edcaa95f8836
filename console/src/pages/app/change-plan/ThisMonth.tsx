import type { MonthLine, Price } from '@plenum/contract'
import { DaysBar, DaysKey } from '../../../ui/DaysBar.tsx'
import { daysText } from '../../../ui/dates.ts'
import { Money } from '../../../ui/Money.tsx'
import { moneyText, roomFor } from '../../../ui/money.ts'
import { PriceBlock } from '../../../ui/PriceLines.tsx'
import { dayBefore, daysOfText, priceName } from '../words.ts'
import styles from './change-plan.module.css'

interface ThisMonthProps {
  price: Price
  compared: boolean
  byDay: boolean
}

/** The share of this month, day by day, with the arithmetic that leads to it. */
export function ThisMonth({ price: { before, after, thisMonth }, compared, byDay }: ThisMonthProps) {
  const { month, lines, total, exact, unchanged } = thisMonth
  const [first] = lines
  const oneStretch = lines.every((line) => !line.wholeMonth && line.fromDay === first?.fromDay && line.days === first.days)
  const sameSum = first && oneStretch && (compared ? before : after).eachMonth
  return (
    <PriceBlock title="This month" figure={<Money value={total} />}>
      {byDay ? <DaysBar month={month} stretches={stretchesOf(thisMonth)} /> : null}
      {!compared && first && oneStretch && sameSum ? (
        <>
          <p className={styles.between}>
            <span>{daysOfText(first)}, from today</span>
            <span>{daysText(first.fromDay, dayBefore(first.toDay))}</span>
          </p>
          <p className={styles.sum}>
            {moneyText(sameSum)} × {first.days} ÷ {first.daysInMonth} = <Money value={exact} past="short" />
          </p>
        </>
      ) : (
        <Lines lines={lines} changedOn={thisMonth.fromDay} />
      )}
      {compared ? (
        <p className={styles.sum}>
          Unchanged, it would be <Money value={unchanged} />.
        </p>
      ) : null}
    </PriceBlock>
  )
}

/** Every line of the month with its days and its arithmetic; their exact sum is rounded once. */
function Lines({ lines, changedOn }: { lines: MonthLine[]; changedOn: string }) {
  const room = roomFor(lines.map((line) => line.amount))
  return (
    <dl className={styles.lines}>
      {lines.map((line) => (
        <div key={`${line.kind} ${line.fromDay}`}>
          <dt>
            <Key line={line} changedOn={changedOn} />
            <small>
              {line.wholeMonth || line.days === line.daysInMonth
                ? 'whole month'
                : `${daysText(line.fromDay, dayBefore(line.toDay))} · ${moneyText(line.listPrice)} × ${line.days} ÷ ${line.daysInMonth}`}
            </small>
          </dt>
          <dd>
            <Money value={line.amount} past="short" room={room} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Which days of the bar it means; a line that the change does not touch covers both. */
function Key({ line, changedOn }: { line: MonthLine; changedOn: string }) {
  const name = priceName(line.label)
  if (line.wholeMonth || (line.fromDay < changedOn && line.toDay > changedOn)) return name
  return <DaysKey tone={line.toDay <= changedOn ? 'old' : 'charged'}>{name}</DaysKey>
}

/** Days at the old price, then days at the new one. */
function stretchesOf({ lines, fromDay: changedOn }: Price['thisMonth']) {
  return lines
    .filter((line) => !line.wholeMonth)
    .flatMap(({ fromDay, toDay }) => [
      { fromDay, toDay: toDay < changedOn ? toDay : changedOn, tone: 'old' as const },
      { fromDay: fromDay > changedOn ? fromDay : changedOn, toDay, tone: 'charged' as const },
    ])
}
