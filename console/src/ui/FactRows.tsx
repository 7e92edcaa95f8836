import type { ReactNode } from 'react'
import styles from './FactRows.module.css'

interface Fact {
  label: string
  value: ReactNode
  /** On the right: **Display key**. */
  action?: ReactNode
}

/** Name and value, one below the other, parted by hairlines. */
export function FactRows({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact, place) => (
        <div key={`${place} ${fact.label}`}>
          <dt>{fact.label}</dt>
          <dd>
            <span className={styles.value}>{fact.value}</span>
            {fact.action}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Name above value, several side by side: the head of a card. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={styles.pairs}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
