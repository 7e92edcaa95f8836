import { useEffect, useRef } from 'react'
import type { Failure } from '../../../data/call.ts'
import { Refused } from '../../../ui/Refused.tsx'
import styles from './change-plan.module.css'

/** Stands above the new figures and comes into sight by itself. */
export function Meanwhile({ failure }: { failure: Failure | null }) {
  const place = useRef<HTMLDivElement>(null)
  const message = failure?.message
  useEffect(() => {
    if (message) place.current?.scrollIntoView({ block: 'nearest' })
  }, [message])
  return failure ? (
    <div ref={place} className={styles.meanwhile}>
      <Refused failure={failure} />
    </div>
  ) : null
}
