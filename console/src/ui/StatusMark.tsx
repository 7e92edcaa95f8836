import type { AppStatus } from '@plenum/contract'
import styles from './StatusMark.module.css'

const words: Record<AppStatus, string> = {
  enabled: 'Enabled',
  disabled: 'Disabled',
  suspended: 'Suspended',
  deleted: 'Deleted',
  purged: 'Deleted',
}

/** Dot plus word: filled green Enabled, hollow grey Disabled, filled amber Suspended. */
export function StatusMark({ status }: { status: AppStatus }) {
  return (
    <span className={styles.status} data-status={status}>
      {words[status]}
    </span>
  )
}
