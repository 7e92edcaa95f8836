import { NumberInput } from '@mantine/core'
import type { Money } from '@plenum/contract'
import { type ReactNode, useId } from 'react'
import { Link } from './Link.tsx'
import { moneyText } from './money.ts'
import styles from './NumberWithPicks.module.css'
import { count } from './numbers.ts'

interface Pick {
  value: number
  /** null: included in the plan. */
  price: Money | null
}

interface NumberWithPicksProps {
  label: string
  /** "500 included · up to 1,000". */
  explanation: ReactNode
  value: number | string
  onChange: (value: number | string) => void
  min: number
  max: number
  /** The steps of the price, the included value first. */
  picks: Pick[]
  /** What is wrong with the number typed in. */
  error?: string | null
  /** What to do about it. */
  instead?: ReactNode
  /** The step that costs the same as the number chosen: "2,000 costs the same as 1,000. Use 2,000". */
  sameCost?: number | null
  disabled?: boolean
  /** Words left, choice right on one line, the prices below the steps. */
  inline?: boolean
}

/** A whole number: the steps as buttons with their price, and the field for what lies between. */
export function NumberWithPicks({
  label,
  explanation,
  value,
  onChange,
  min,
  max,
  picks,
  error,
  instead,
  sameCost,
  disabled = false,
  inline = false,
}: NumberWithPicksProps) {
  const fieldId = useId()
  const belowId = useId()
  const covering = error ? undefined : picks.find((pick) => typeof value === 'number' && value <= pick.value)
  return (
    <div className={styles.number} data-inline={inline || undefined}>
      <div className={styles.words}>
        <label className={styles.label} htmlFor={fieldId}>
          {label}
        </label>
        <p className={styles.explanation} id={belowId}>
          {explanation}
        </p>
      </div>
      <div className={styles.choice}>
        <NumberInput
          id={fieldId}
          className={styles.field}
          aria-describedby={belowId}
          value={value}
          onChange={onChange}
          min={min}
          max={max}
          clampBehavior="none"
          error={Boolean(error)}
          disabled={disabled}
          inputMode="numeric"
        />
        <div className={styles.picks}>
          {picks.map((pick) => (
            <button
              key={pick.value}
              type="button"
              aria-pressed={pick === covering}
              disabled={disabled}
              onClick={() => onChange(pick.value)}
            >
              up to <b>{count(pick.value)}</b>
              <span>{pick.price === null ? ' included' : ` ${moneyText(pick.price, { signed: true })}`}</span>
            </button>
          ))}
        </div>
      </div>
      <div className={styles.hint} aria-live="polite">
        {error ? (
          <p className={styles.error}>
            {error}
            {instead}
          </p>
        ) : sameCost && sameCost !== value ? (
          <p>
            {count(sameCost)} costs the same as {typeof value === 'number' ? count(value) : value}.{' '}
            <Link onClick={() => onChange(sameCost)}>Use {count(sameCost)}</Link>
          </p>
        ) : null}
      </div>
    </div>
  )
}
