import type { Price } from '@plenum/contract'
import { Money } from '../../../ui/Money.tsx'

/** On a narrow screen the figures that matter stay above Confirm. */
export function PriceSummary({ price }: { price: Price }) {
  return (
    <>
      <span>
        This month{' '}
        <b>
          <Money value={price.thisMonth.total} />
        </b>
      </span>
      <span>
        then each month{' '}
        <b>
          <Money value={price.after.eachMonth} />
        </b>
      </span>
    </>
  )
}
