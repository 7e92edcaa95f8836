import { type ReactNode, useId } from 'react'
import styles from './Card.module.css'

interface CardProps {
  title?: ReactNode
  /** Beside the title in quiet letters: "2 of 10". */
  aside?: ReactNode
  /** Top right: **Edit**. */
  action?: ReactNode
  /** `plain` has no padding of its own: tables and plan sections lay out their inside themselves. */
  plain?: boolean
  /** A disabled app: no white, dashed edge. */
  resting?: boolean
  children: ReactNode
}

/** Holds one subject. */
export function Card({ title, aside, action, plain = false, resting = false, children }: CardProps) {
  const titleId = useId()
  return (
    <section
      className={styles.card}
      data-plain={plain || undefined}
      data-resting={resting || undefined}
      aria-labelledby={title ? titleId : undefined}
    >
      {title ? (
        <header className={styles.head}>
          <div className={styles.titles}>
            <h2 id={titleId}>{title}</h2>
            {aside ? <span className={styles.aside}>{aside}</span> : null}
          </div>
          {action}
        </header>
      ) : null}
      {children}
    </section>
  )
}
