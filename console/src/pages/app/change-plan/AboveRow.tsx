import type { PlanPreview } from '@plenum/contract'
import { type ReactNode, useState } from 'react'
import { Link } from '../../../ui/Link.tsx'
import { count } from '../../../ui/numbers.ts'
import { type AboveKind, AboveList } from './AboveList.tsx'
import styles from './Impact.module.css'
import type { Wanted } from './usePlanChoice.ts'

interface AboveRowProps {
  kind: AboveKind
  above: PlanPreview['impact'][AboveKind]
  wanted: Wanted | null
  title: string
  /** What to choose instead, so that they fit. */
  way?: ReactNode
  children: ReactNode
}

const namedAtOnce = 4

/** How many, what it means, and who: a few names at once, all of them in a list that opens. */
export function AboveRow({ kind, above, wanted, title, way, children }: AboveRowProps) {
  const [open, setOpen] = useState(false)
  if (above.count === 0) return null
  const few = above.named.slice(0, namedAtOnce)
  const more = above.count - few.length
  return (
    <ImpactRow
      figure={count(above.count)}
      title={title}
      below={open && wanted ? <AboveList kind={kind} wanted={wanted} count={above.count} /> : null}
    >
      {children}
      <span className={styles.names}>
        {open
          ? null
          : few.map((row) => (
              <span key={row.id} className={styles.name}>
                {kind === 'users' ? row.id : row.name || row.id}
                {row.value === null ? null : <small>{count(row.value)}</small>}
              </span>
            ))}
        {more > 0 ? <Link onClick={() => setOpen(!open)}>{open ? 'Close the list' : `and ${count(more)} more`}</Link> : null}
      </span>
      {way ? <span className={styles.way}>{way}</span> : null}
    </ImpactRow>
  )
}

interface ImpactRowProps {
  figure: ReactNode
  title: ReactNode
  children: ReactNode
  below?: ReactNode
  /** What cannot be undone. */
  bad?: boolean
}

export function ImpactRow({ figure, title, children, below, bad = false }: ImpactRowProps) {
  return (
    <div className={styles.row} data-bad={bad || undefined}>
      <span className={styles.figure}>{figure}</span>
      <div>
        <h3>{title}</h3>
        <p>{children}</p>
        {below}
      </div>
    </div>
  )
}
