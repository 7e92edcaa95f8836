import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '../../data/session.ts'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Category } from '../app/ledger/entry-words.ts'
import { filters } from '../app/ledger/filters.ts'
import styles from '../app/ledger/Ledger.module.css'
import { Timeline } from '../app/ledger/Timeline.tsx'
import { useEntries } from '../app/ledger/useEntries.ts'

/** Who did what in the account: its people, keys and all its apps. */
export function Audit() {
  const { account, person } = useSession()
  const [category, setCategory] = useState<Category>('all')
  const entries = useEntries(undefined, category)
  return (
    <>
      <PageHead
        title="Audit"
        below={`Who did what ${person.operator ? 'in this installation' : `in ${account.name}`}. Nothing here is ever rewritten.`}
      />
      <div className={styles.filter}>
        <SegmentedControl aria-label="Kind of entry" value={category} onChange={(value) => setCategory(value as Category)} data={filters} />
      </div>
      <Card>
        <Answer of={entries.answer} waiting={<Bars rows={6} height={36} />}>
          {(rows) => <Timeline entries={rows} category={category} more={entries.more} namesApps />}
        </Answer>
      </Card>
    </>
  )
}
