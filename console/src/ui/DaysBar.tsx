import styles from './DaysBar.module.css'
import { daysOfMonth, monthText } from './dates.ts'

interface Stretch {
  fromDay: string
  /** Exclusive. */
  toDay: string
  /** `charged` in accent, `old` (the price before the change) in ink, `coming` pale: charged if nothing changes. */
  tone: 'charged' | 'old' | 'coming'
}

/** One small bar per day of a month; makes "21 of 30 days" visible. */
export function DaysBar({ month, stretches }: { month: string; stretches: Stretch[] }) {
  const days = daysOfMonth(month)
  const toneOf = (day: string) => stretches.find((stretch) => stretch.fromDay <= day && day < stretch.toDay)?.tone ?? 'none'
  const countOf = (tone: Stretch['tone']) => days.filter((day) => toneOf(day) === tone).length
  const words = [
    `${countOf('charged')} of ${days.length} days of ${monthText(month)}`,
    ...(countOf('old') > 0 ? [`${countOf('old')} at the earlier price`] : []),
    ...(countOf('coming') > 0 ? [`${countOf('coming')} to come`] : []),
  ]
  return (
    <div className={styles.days} role="img" aria-label={words.join(', ')}>
      {days.map((day) => (
        <span key={day} data-tone={toneOf(day)} />
      ))}
    </div>
  )
}

/** The key to a bar of two prices: a small square before the words. */
export function DaysKey({ tone, children }: { tone: Stretch['tone']; children: React.ReactNode }) {
  return (
    <span className={styles.key} data-tone={tone}>
      {children}
    </span>
  )
}
