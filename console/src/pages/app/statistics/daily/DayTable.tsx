import { Button } from '@mantine/core'
import { Card } from '../../../../ui/Card.tsx'
import { dayText } from '../../../../ui/dates.ts'
import { DownloadIcon } from '../../../../ui/icons.tsx'
import { count } from '../../../../ui/numbers.ts'
import table from '../../../../ui/Table.module.css'
import { downloadCsv } from '../../csv.ts'
import styles from '../statistics.module.css'
import type { Column, Day } from './days.ts'

interface DayTableProps {
  /** Of the file: `user-base-1400000107`. */
  name: string
  /** Newest first; the last is there for its figures only when `before` is set. */
  days: Day[]
  /** The day before the first one shown, as far as there is one. */
  before: Day | null
  columns: Column[]
  today: string
}

/** By day, each figure with its change to the day before. */
export function DayTable({ name, days, before, columns, today }: DayTableProps) {
  const rows = days.map((day, index) => ({ day, dayBefore: days[index + 1] ?? before }))

  function exportAll() {
    const head = ['day', ...columns.flatMap(({ label }) => [label, `${label}, change to the day before`])]
    const cells = rows.map(({ day, dayBefore }) => [
      day.day,
      ...columns.flatMap(({ of }) => [of(day), dayBefore ? of(day) - of(dayBefore) : null]),
    ])
    downloadCsv(`${name}-${days.at(-1)!.day}-${days[0]!.day}.csv`, [head, ...cells])
  }

  return (
    <Card plain>
      <div className={styles.table}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Day</th>
              {columns.map(({ label }) => (
                <th key={label} scope="col" className={table.figure}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ day, dayBefore }) => (
              <tr key={day.day}>
                <th scope="row" className={table.strong}>
                  {dayText(day.day)}
                  {day.day === today ? ', so far' : ''}
                </th>
                {columns.map(({ label, of }) => (
                  <td key={label} className={table.figure} data-label={label}>
                    {count(of(day))}
                    <span className={styles.change}>{dayBefore ? changeText(of(day) - of(dayBefore)) : ''}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.foot}>
        <span>The small figure is the change to the day before.</span>
        <Button variant="default" leftSection={<DownloadIcon size={16} />} onClick={exportAll}>
          Export as CSV
        </Button>
      </div>
    </Card>
  )
}

function changeText(change: number): string {
  return change > 0 ? `+${count(change)}` : change < 0 ? count(change) : '±0'
}
