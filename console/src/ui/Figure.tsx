import type { ReactNode } from 'react'
import styles from './Figure.module.css'

interface FigureProps {
  label: string
  children: ReactNode
  /** The sentence that explains it: "as of yesterday, 9 Nov". */
  below?: ReactNode
  /** 30/38: the one big figure of a page; otherwise 22/28. */
  big?: boolean
}

/** A figure on which something hangs, its name above and its explanation below. */
export function Figure({ label, children, below, big = false }: FigureProps) {
  return (
    <div className={styles.figure} data-big={big || undefined}>
      <p className={styles.label}>{label}</p>
      <p className={styles.value}>{children}</p>
      {below ? <p className={styles.label}>{below}</p> : null}
    </div>
  )
}
