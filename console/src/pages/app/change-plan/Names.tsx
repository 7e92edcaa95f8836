import { useState } from 'react'
import { Link } from '../../../ui/Link.tsx'
import styles from './Impact.module.css'

/** A few names at once, the others on demand. */
export function Names({ names, few }: { names: string[]; few: number }) {
  const [all, setAll] = useState(false)
  const more = names.length - few
  return (
    <span className={styles.names}>
      {(all ? names : names.slice(0, few)).map((name) => (
        <span key={name} className={styles.name}>
          {name}
        </span>
      ))}
      {more > 0 && !all ? <Link onClick={() => setAll(true)}>{few === 0 ? 'Show them' : `and ${more} more`}</Link> : null}
    </span>
  )
}
