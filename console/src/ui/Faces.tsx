import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import type { Failure } from '../data/call.ts'
import styles from './Faces.module.css'
import { Link } from './Link.tsx'
import { Refused } from './Refused.tsx'

interface AnswerProps<T> {
  of: UseQueryResult<T, Failure>
  /** Quiet bars in the shape of the content. */
  waiting?: ReactNode
  children: (answer: T) => ReactNode
}

/** Waiting, refused or filled; *empty* is said by the page, which knows what to do first. */
export function Answer<T>({ of, waiting = <Bars rows={3} />, children }: AnswerProps<T>) {
  if (of.data !== undefined) return children(of.data)
  // Without a connection the bar under the top bar says so, and the page fills as soon as it is back.
  if (of.error && of.error.code !== 'no_connection') {
    return <Refused failure={of.error} next={<Link onClick={() => void of.refetch()}>Ask again</Link>} />
  }
  return <Late>{waiting}</Late>
}

/** Appears after 200 ms, so that a quick answer is not preceded by a flash. */
export function Late({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div aria-busy="true" style={late ? undefined : { visibility: 'hidden' }}>
      <span className={styles.hidden}>Waiting</span>
      {children}
    </div>
  )
}

/** Rows of a list or table while they are awaited. */
export function Bars({ rows, height = 20 }: { rows: number; height?: number }) {
  return (
    <div className={styles.bars}>
      {Array.from({ length: rows }, (_, row) => (
        <Bar key={row} width={`${[92, 74, 84, 66][row % 4]}%`} height={height} />
      ))}
    </div>
  )
}

export function Bar({ width, height = 16 }: { width: number | string; height?: number }) {
  return <span className={styles.bar} style={{ width, height }} />
}

/** One sentence and the one button. */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Why a control beside it is disabled. Text, since a tooltip alone does not count. */
export function NotAllowed({ children }: { children: ReactNode }) {
  return <p className={styles.notAllowed}>{children}</p>
}
