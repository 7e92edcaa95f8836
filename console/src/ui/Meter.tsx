import styles from './Meter.module.css'
import { count } from './numbers.ts'

export type MeterState = 'calm' | 'near' | 'full' | 'above'

/** Calm until 80 %, then amber, red from 100 %; above a limit that was lowered, what exists is kept. */
export function meterState(use: number, limit: number | null): MeterState {
  if (limit === null || use < limit * 0.8) return 'calm'
  if (use < limit) return 'near'
  return use === limit ? 'full' : 'above'
}

/** The words change with the colour: "68 left", "none left", "kept; no one can join". */
export function distanceText(use: number, limit: number | null, whenAbove = 'kept; none can be added'): string {
  if (limit === null) return 'no limit'
  const state = meterState(use, limit)
  if (state === 'above') return whenAbove
  return state === 'full' ? 'none left' : `${count(limit - use)} left`
}

/** "432 of 500", "1,842, limit 1,000", or the bare use where there is no limit. */
export function useText(use: number, limit: number | null): string {
  if (limit === null) return count(use)
  return use > limit ? `${count(use)}, limit ${count(limit)}` : `${count(use)} of ${count(limit)}`
}

interface MeterProps {
  label: string
  use: number
  limit: number
  /** What comes with the plan; beyond it the bar is accent, with "200 included" below the seam. */
  included?: number | null
  /** Above a quota that is paid, not refused: neither amber nor red. */
  calm?: boolean
}

/** A bar 6 high. Value and limit stand beside it as text; here they are for readers of the screen. */
export function Meter({ label, use, limit, included = null, calm = false }: MeterProps) {
  const state = calm ? 'calm' : meterState(use, limit)
  const share = (value: number) => `${Math.min(100, (value / Math.max(1, limit)) * 100)}%`
  const seam = included !== null && included < limit ? included : null
  return (
    <div className={styles.meter}>
      {/* biome-ignore lint/a11y/useSemanticElements: <meter> cannot show two parts in one bar */}
      <div
        className={styles.track}
        data-state={state}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(use, limit)}
        aria-valuetext={useText(use, limit)}
      >
        <span
          className={styles.part}
          style={{ width: share(seam === null ? use : Math.min(use, seam)) }}
          data-first={seam !== null && use > seam}
        />
        {seam !== null && use > seam ? (
          <span className={styles.paid} style={{ left: share(seam), right: `calc(100% - ${share(use)})` }} />
        ) : null}
      </div>
      {seam !== null ? (
        <span
          className={styles.seam}
          style={{ left: share(seam) }}
          data-late={seam / limit > 0.7 || undefined}
          data-early={seam / limit < 0.15 || undefined}
        >
          {count(seam)} included
        </span>
      ) : null}
    </div>
  )
}

interface StepsProps {
  label: string
  steps: number
  /** How many steps are filled, and how many of them come with the plan. */
  filled: number
  included: number
}

/** One segment per step: the storage period of history. */
export function StepsMeter({ label, steps, filled, included }: StepsProps) {
  return (
    <div className={styles.steps} role="img" aria-label={label}>
      {Array.from({ length: steps }, (_, step) => (
        <span key={step} data-tone={step < Math.min(filled, included) ? 'ink' : step < filled ? 'paid' : 'empty'} />
      ))}
    </div>
  )
}
