import type { Price } from '@plenum/contract'
import { useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../data/call.ts'
import { Link } from '../../../ui/Link.tsx'
import { moneyText } from '../../../ui/money.ts'
import { Refused } from '../../../ui/Refused.tsx'
import styles from './change-plan.module.css'

/** What was on screen when Confirm was pressed, and whether what is new has been looked at since. */
export function useLooked(failure: Failure | null, price: Price | null | undefined) {
  const [pressed, setPressed] = useState<Price | null>(null)
  const [lookedAt, setLookedAt] = useState<Failure | null>(null)
  return {
    /** Confirm works again once this is true. */
    looked: failure?.code !== 'changed_meanwhile' || lookedAt === failure,
    pressed,
    onConfirm: () => setPressed(price ?? null),
    onLooked: () => setLookedAt(failure),
  }
}

interface MeanwhileProps {
  failure: Failure | null
  looked: boolean
  onLooked: () => void
  before: Price | null
  now: Price | null | undefined
}

/** Stands above the new figures, says which of them are new, and comes into sight by itself. */
export function Meanwhile({ failure, looked, onLooked, before, now }: MeanwhileProps) {
  const place = useRef<HTMLDivElement>(null)
  const message = failure?.message
  useEffect(() => {
    if (message) place.current?.scrollIntoView({ block: 'nearest' })
  }, [message])
  if (!failure || looked) return null
  return (
    <div ref={place} className={styles.meanwhile}>
      <Refused failure={failure} next={<Link onClick={onLooked}>I have looked at the new figures</Link>} />
      {before && now ? <p className={styles.news}>{newsText(before, now)}</p> : null}
    </div>
  )
}

function newsText(before: Price, now: Price): string {
  const figures = [
    ['Each month', before.after.eachMonth, now.after.eachMonth],
    ['Now', before.before.eachMonth, now.before.eachMonth],
    ['This month', before.thisMonth.total, now.thisMonth.total],
  ] as const
  const news = figures.flatMap(([name, old, value]) =>
    old.amount === value.amount ? [] : [`${name}: ${moneyText(value)}, was ${moneyText(old)}`],
  )
  return news.length > 0 ? `New: ${news.join(' · ')}.` : 'The prices are the same as before.'
}
