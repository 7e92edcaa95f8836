import type { MonthLine, Output } from '@plenum/contract'
import { DaysBar, DaysKey } from '../../ui/DaysBar.tsx'
import { countOf } from '../../ui/numbers.ts'
import styles from './ChargedDays.module.css'
import { dayBefore } from './words.ts'

interface Props {
  month: string
  asOf: string | null
  charged: Output<'bill.estimate'>['charged']
  /** What the whole month is expected to have: where the last one begins, the price changed. */
  lines: MonthLine[]
}

/** The running month of an app as a bar of days, and how many there are of each kind. */
export function ChargedDays({ month, ...days }: Props) {
  const stretches = stretchesOf(days)
  const counted = keys.map((key) => ({ ...key, count: stretches.filter(({ tone }) => tone === key.tone).length }))
  return (
    <div>
      <DaysBar month={month} stretches={stretches} />
      <p className={styles.keys}>
        {counted.map(({ tone, count, words }) =>
          count > 0 ? (
            <DaysKey key={tone} tone={tone}>
              {countOf(count, 'day')} {words}
            </DaysKey>
          ) : null,
        )}
      </p>
    </div>
  )
}

const keys = [
  { tone: 'old', words: 'at the earlier price' },
  { tone: 'charged', words: 'charged' },
  { tone: 'coming', words: 'to come' },
] as const

/** One for each day: at the price before the last change of the month, charged, or to come. */
function stretchesOf({ asOf, charged, lines }: Omit<Props, 'month'>) {
  const begins = lines.filter((line) => !line.wholeMonth).map(({ fromDay }) => fromDay)
  const changedOn = begins.toSorted().at(-1) ?? ''
  const toneOf = (day: string) => (asOf === null || day > asOf ? 'coming' : day < changedOn ? 'old' : 'charged')
  return charged.flatMap(({ fromDay, toDay }) => {
    const days: { fromDay: string; toDay: string; tone: 'old' | 'charged' | 'coming' }[] = []
    for (let day = dayBefore(toDay); day >= fromDay; day = dayBefore(day)) {
      days.unshift({ fromDay: day, toDay: days[0]?.fromDay ?? toDay, tone: toneOf(day) })
    }
    return days
  })
}
