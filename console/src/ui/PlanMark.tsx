import type { Edition } from '@plenum/contract'
import styles from './PlanMark.module.css'
import { editions } from './plans.ts'

interface PlanMarkProps {
  edition: Edition
  /** Grey when the app is not running. */
  running?: boolean
  size?: 28 | 32 | 40
}

/** Three rising bars, one, two or three filled. Always beside the plan's name, never instead of it. */
export function PlanMark({ edition, running = true, size = 40 }: PlanMarkProps) {
  const filled = editions.indexOf(edition) + 1
  return (
    <span
      className={styles.mark}
      data-quiet={edition === 'free' || !running || undefined}
      style={{ width: size, height: size }}
      aria-hidden="true"
    >
      <svg viewBox="0 0 40 40" width={size} height={size} aria-hidden="true">
        <rect x="9" y="20" width="5.5" height="9" rx="2" data-filled={filled >= 1} />
        <rect x="17.5" y="15.5" width="5.5" height="13.5" rx="2" data-filled={filled >= 2} />
        <rect x="26" y="11" width="5.5" height="18" rx="2" data-filled={filled >= 3} />
      </svg>
    </span>
  )
}
