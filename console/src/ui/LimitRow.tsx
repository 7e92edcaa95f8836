import type { ReactNode } from 'react'
import styles from './LimitRow.module.css'
import { distanceText, Meter, meterState, useText } from './Meter.tsx'
import { Tag } from './Tag.tsx'

interface LimitRowProps {
  label: string
  /** Whom it concerns: "Busiest: host_lin". */
  who?: ReactNode
  use: number
  limit: number | null
  included?: number | null
  paid?: boolean
  /** Instead of the meter, such as steps. */
  meter?: ReactNode
  /** Instead of "432 of 500". */
  value?: ReactNode
  /** Instead of "68 left". */
  distance?: ReactNode
  whenAbove?: string
}

/** One limit: what and whom on the left, the meter, value and distance on the right. The meters of all rows start at one point. */
export function LimitRow({ label, who, use, limit, included, paid = false, meter, value, distance, whenAbove }: LimitRowProps) {
  const state = meterState(use, limit)
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <h3>
          {label}
          {paid ? <Tag>Paid</Tag> : null}
        </h3>
        {who ? <p className={styles.below}>{who}</p> : null}
      </div>
      <div className={styles.meter}>
        {meter ?? (limit === null ? null : <Meter label={label} use={use} limit={limit} included={included ?? null} />)}
      </div>
      <div className={styles.figures}>
        <p className={styles.value}>{value ?? useText(use, limit)}</p>
        <p className={styles.below} data-state={state}>
          {distance ?? distanceText(use, limit, whenAbove)}
        </p>
      </div>
    </div>
  )
}
