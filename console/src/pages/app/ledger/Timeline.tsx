import { Button } from '@mantine/core'
import type { AuditEntry } from '@plenum/contract'
import { monthText } from '../../../ui/dates.ts'
import { Empty } from '../../../ui/Faces.tsx'
import { Entry } from './Entry.tsx'
import type { Category } from './entry-words.ts'
import styles from './Ledger.module.css'

interface TimelineProps {
  entries: AuditEntry[]
  category: Category
  more: { read: () => void; reading: boolean } | null
  /** Entries of several apps: each says of which it is. */
  namesApps?: boolean
}

/** Newest first, grouped by the month they count for. */
export function Timeline({ entries, category, more, namesApps = false }: TimelineProps) {
  if (entries.length === 0)
    return <Empty>{category === 'all' ? 'Nothing was changed yet.' : 'Nothing of this kind was changed yet.'}</Empty>
  const months = [...new Set(entries.map((entry) => entry.day.slice(0, 7)))]
  return (
    <div className={styles.timeline}>
      {months.map((month) => (
        <section key={month} aria-label={monthText(month)}>
          <h2>{monthText(month)}</h2>
          <ol>
            {entries
              .filter((entry) => entry.day.startsWith(month))
              .map((entry) => (
                <Entry key={entry.auditId} entry={entry} namesApp={namesApps} />
              ))}
          </ol>
        </section>
      ))}
      {more ? (
        <div className={styles.more}>
          <Button variant="default" onClick={more.read} loading={more.reading}>
            Show earlier
          </Button>
        </div>
      ) : null}
    </div>
  )
}
