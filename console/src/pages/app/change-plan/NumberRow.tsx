import type { ReactNode } from 'react'
import { moneyText } from '../../../ui/money.ts'
import { NumberWithPicks } from '../../../ui/NumberWithPicks.tsx'
import { count } from '../../../ui/numbers.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import type { boundsOf } from './usePlanChoice.ts'

interface NumberRowProps {
  label: string
  before: number
  bounds: ReturnType<typeof boundsOf>
  value: number | string
  onChange: (value: number | string) => void
  error: string | null
  instead?: ReactNode
}

/** A number of the Modify dialog: what it was, what it becomes, and which price covers it. */
export function NumberRow({ label, before, bounds, value, onChange, error, instead }: NumberRowProps) {
  const { min, max, picks, price, sameCost } = bounds
  return (
    <NumberWithPicks
      inline
      label={label}
      explanation={
        <>
          <BeforeAfter before={count(before)} after={typeof value === 'number' ? count(value) : '–'} /> ·{' '}
          {price && sameCost ? `step to ${count(sameCost)}, ${moneyText(price)}` : 'included'}
        </>
      }
      value={value}
      onChange={onChange}
      min={min}
      max={max}
      picks={picks}
      error={error}
      instead={instead}
      sameCost={sameCost}
    />
  )
}
