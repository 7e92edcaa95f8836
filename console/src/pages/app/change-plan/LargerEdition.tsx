import { Link } from '../../../ui/Link.tsx'
import { count } from '../../../ui/numbers.ts'
import type { PlanChoice } from './usePlanChoice.ts'

/** Beside a number that is too much for Pro: what Ultimate allows, and the way there. */
export function LargerEdition({ larger }: { larger: ReturnType<PlanChoice['larger']> }) {
  if (!larger) return null
  return (
    <>
      {' '}
      Ultimate allows up to {count(larger.max)}. <Link onClick={larger.take}>Choose Ultimate with {count(larger.value)}</Link>
    </>
  )
}
