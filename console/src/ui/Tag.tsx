import type { ReactNode } from 'react'
import styles from './Tag.module.css'

/** One word beside a name: Paid (accent), Ultimate, You. */
export function Tag({ children, tone = 'accent' }: { children: ReactNode; tone?: 'accent' | 'quiet' | 'warn' }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  )
}
