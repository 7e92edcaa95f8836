import type { BillDay, MonthLine } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { daysText, dayText, monthText } from '../../ui/dates.ts'
import { Answer, Bar, Bars } from '../../ui/Faces.tsx'
import styles from './BillLineDays.module.css'
import { ChosenDay } from './ChosenDay.tsx'
import { EntryLink } from './EntryLink.tsx'
import { type Stretch, stretchesOf, valueText } from './line-days.ts'

/** Every day of the month as this line sees it: numbered, then in stretches with the ledger entry behind each. */
export function BillLineDays({ line, sdkAppId, month }: { line: MonthLine; sdkAppId: number; month: string }) {
  const answer = useAnswer('bill.days', { month, sdkAppId, kind: line.kind, fromDay: line.fromDay })
  return (
    <Answer
      of={answer}
      waiting={
        <div className={styles.waiting}>
          <Bar width="100%" height={30} />
          <Bars rows={2} />
        </div>
      }
    >
      {({ days }) => <Days line={line} days={days} month={month} />}
    </Answer>
  )
}

function Days({ line, days, month }: { line: MonthLine; days: BillDay[]; month: string }) {
  const decided = line.wholeMonth ? days.find(({ charged }) => charged) : undefined
  const [chosen, setChosen] = useState(decided?.day ?? null)
  const shown = days.find(({ day }) => day === chosen)
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: these are buttons in a row, not fields of a form */}
      <div className={styles.days} role="group" aria-label={`Days of ${monthText(month)}`}>
        {days.map((day) => (
          <button
            key={day.day}
            type="button"
            data-charged={day.charged || undefined}
            aria-pressed={day.day === chosen}
            aria-label={`${dayText(day.day, { year: false })}, ${day.charged ? 'charged' : day.label ? 'not charged' : 'no service'}`}
            onClick={() => setChosen(day.day === chosen ? null : day.day)}
          >
            {Number(day.day.slice(8))}
          </button>
        ))}
      </div>
      <table className={styles.stretches} aria-label={`Stretches of ${line.label}`}>
        <tbody>
          {stretchesOf(days).map((stretch) => (
            <StretchRow key={stretch.first.day} stretch={stretch} line={line} />
          ))}
        </tbody>
      </table>
      {shown ? <ChosenDay day={shown} line={line} /> : null}
    </>
  )
}

function StretchRow({ stretch: { first, last, days }, line }: { stretch: Stretch; line: MonthLine }) {
  const isCounted = days.some(({ charged }) => charged)
  return (
    <tr data-counted={isCounted || undefined}>
      <th scope="row">{daysText(first.day, last.day)}</th>
      <td>
        {first.label === null ? (
          'No service'
        ) : (
          <>
            {valueText(first)}
            {first.origin ? (
              <>
                {' · '}
                <EntryLink entry={first.origin} sdkAppId={first.sdkAppId} />
              </>
            ) : null}
          </>
        )}
      </td>
      <td className={styles.figure}>{sumText(days, line, isCounted)}</td>
    </tr>
  )
}

function sumText(days: BillDay[], line: MonthLine, isCounted: boolean): string {
  if (line.wholeMonth) return isCounted ? `${line.listPrice.amount}, whole month` : '–'
  const count = days.length === 1 ? '1 day' : `${days.length} days`
  return isCounted ? `${count} × ${line.listPrice.amount} ÷ ${line.daysInMonth}` : `${count} × 0`
}
