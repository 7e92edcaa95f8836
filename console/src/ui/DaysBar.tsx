import styles from './DaysBar.module.css'
import { daysOfMonth, monthText } from './dates.ts'

interface Stretch {
  fromDay: string
  /** Exclusive. */
  toDay: string
  /** `charged` in accent, `old` (the price before the change) in ink. */
  tone: 'charged' | 'old'
}

/** One small bar per day of a month; makes "21 of 30 days" visible. */
export function DaysBar({ month, stretches }: { month: string; stretches: Stretch[] }) {
  const days = daysOfMonth(month)
  const toneOf = (day: string) => stretches.find((stretch) => stretch.fromDay <= day && day < stretch.toDay)?.tone ?? 'none'
  const charged = days.filter((day) => toneOf(day) === 'charged').length
  return (
    <div className={styles.days} role="img" aria-label={`${charged} of ${days.length} days of ${monthText(month)}`}>
      {days.map((day) => (
        <span key={day} data-tone={toneOf(day)} />
      ))}
    </div>
  )
}

/** The key to a bar of two prices: a small square before the words. */
export function DaysKey({ tone, children }: { tone: 'charged' | 'old'; children: React.ReactNode }) {
  return (
    <span className={styles.key} data-tone={tone}>
      {children}
    </span>
  )
}
