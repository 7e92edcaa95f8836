import type { Price } from '@plenum/contract'
import type { ReactNode } from 'react'
import { monthText } from '../../../ui/dates.ts'
import { Money } from '../../../ui/Money.tsx'
import { isZero } from '../../../ui/money.ts'
import { PriceBlock, PriceLines } from '../../../ui/PriceLines.tsx'
import { priceName } from '../words.ts'
import styles from './change-plan.module.css'
import { ThisMonth } from './ThisMonth.tsx'

interface PriceColumnProps {
  price: Price
  /** Old figures at half strength until the new ones are there. */
  waiting: boolean
  /** Compares with the present price: nothing was paid on Free. */
  compared: boolean
  /** Whether the change is spread over the days of this month. */
  byDay?: boolean
  /** What has to be known, below the figures. */
  children: ReactNode
}

/** List price, this month by day, first full month: what the bill will say. */
export function PriceColumn({ price, waiting, compared, byDay = true, children }: PriceColumnProps) {
  return (
    <div className={styles.column} data-waiting={waiting || undefined}>
      <PriceBlock title="List price">
        <PriceLines
          lines={[...itemLines(price), { key: 'sum', label: 'Each month', value: <Money value={price.after.eachMonth} />, kind: 'sum' }]}
        />
        {compared ? (
          <div className={styles.now}>
            <span>
              Now <Money value={price.before.eachMonth} />
            </span>
            {isZero(price.difference.amount) ? <span>the same</span> : <Money value={price.difference} signed />}
          </div>
        ) : null}
      </PriceBlock>
      <ThisMonth price={price} compared={compared} byDay={byDay} />
      <PriceBlock title="First full month" figure={<Money value={price.firstFullMonth.total} />}>
        <p>{monthText(price.firstFullMonth.month)}</p>
      </PriceBlock>
      <section className={styles.notes}>{children}</section>
    </div>
  )
}

/** What ends is struck through and stands before what takes its place. */
function itemLines({ before, after }: Price) {
  const kinds = [...new Set([...before.items, ...after.items].map((item) => item.kind))]
  return kinds.flatMap((kind) => {
    const old = before.items.find((item) => item.kind === kind)
    const now = after.items.find((item) => item.kind === kind)
    const same = old && now && old.label === now.label && old.price.amount === now.price.amount
    return [
      ...(old && !same && !isZero(old.price.amount)
        ? [{ key: `old ${kind}`, label: priceName(old.label), value: <Money value={old.price} struck />, kind: 'old' as const }]
        : []),
      ...(now && !isZero(now.price.amount) ? [{ key: kind, label: priceName(now.label), value: <Money value={now.price} /> }] : []),
    ]
  })
}
