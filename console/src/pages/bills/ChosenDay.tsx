import type { BillDay, MonthLine } from '@plenum/contract'
import { Fragment } from 'react'
import { monthText } from '../../ui/dates.ts'
import { count, countOf } from '../../ui/numbers.ts'
import styles from './BillLineDays.module.css'
import { EntryLink } from './EntryLink.tsx'
import { isByDay, valueText } from './line-days.ts'

/** What was in force on one day, what happened on it, and what that makes. */
export function ChosenDay({ day, line }: { day: BillDay; line: MonthLine }) {
  return (
    <div className={styles.chosen} aria-live="polite">
      <b>
        {Number(day.day.slice(8))} {monthText(day.day.slice(0, 7), { year: false })}
      </b>
      {sentenceOf(day)}{' '}
      {day.happened.length > 0 ? (
        <>
          On this day:{' '}
          {day.happened.map((entry, index) => (
            <Fragment key={entry.sequence}>
              {index > 0 ? ', ' : ''}
              <EntryLink entry={entry} sdkAppId={day.sdkAppId} short />
            </Fragment>
          ))}
          {day.label ? '; a day with service at any moment counts whole. ' : '. '}
        </>
      ) : null}
      <div>{sumOf(day, line)}</div>
    </div>
  )
}

function sentenceOf(day: BillDay): string {
  if (day.label === null) return 'No service, nothing is charged.'
  if (day.usage && day.kind === 'dauOverage') return `${countOf(day.usage.dailyActiveUsers, 'user')} logged in.`
  if (day.usage) return `At most ${count(day.usage.peakGroups)} groups at once.`
  return `${valueText(day)}.`
}

function sumOf(day: BillDay, line: MonthLine): string {
  if (!day.charged) return day.label !== null && !isByDay(line.kind) ? 'Another day decided for the whole month.' : ''
  if (line.wholeMonth) return `This day decided: ${line.listPrice.amount} for the whole month.`
  return `${line.listPrice.amount} ÷ ${line.daysInMonth} = ${day.amount.amount}`
}
