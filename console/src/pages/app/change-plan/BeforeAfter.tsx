import styles from './change-plan.module.css'

/** `1,000 → 500`, or the value alone when nothing changes. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
  if (before === after) return <span className={styles.change}>{after}</span>
  return (
    <span className={styles.change}>
      {before} <span aria-hidden="true">→</span>
      <span className={styles.said}> becomes </span> <b>{after}</b>
    </span>
  )
}
