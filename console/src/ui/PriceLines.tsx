import type { ReactNode } from 'react'
import styles from './PriceLines.module.css'

interface PriceLine {
  key?: string
  label: ReactNode
  value: ReactNode
  /** `sum` stands apart in stronger letters; `old` is struck through by its value and paler. */
  kind?: 'line' | 'sum' | 'old'
}

/** Names on the left, amounts on the right, as in the price column and the running month. */
export function PriceLines({ lines }: { lines: PriceLine[] }) {
  return (
    <dl className={styles.lines}>
      {lines.map((line, index) => (
        <div key={line.key ?? index} data-kind={line.kind ?? 'line'}>
          <dt>{line.label}</dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A block of the price column, set off from the one above by a line. */
export function PriceBlock({ title, figure, children }: { title: string; figure?: ReactNode; children?: ReactNode }) {
  return (
    <section className={styles.block}>
      <header>
        <h3>{title}</h3>
        {figure ? <span className={styles.figure}>{figure}</span> : null}
      </header>
      {children}
    </section>
  )
}
