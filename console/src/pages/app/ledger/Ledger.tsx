import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useSdkAppId } from '../../../frame/useSdkAppId.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { useApp } from '../useApp.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { ExportCsv } from './ExportCsv.tsx'
import type { Category } from './entry-words.ts'
import { filters } from './filters.ts'
import styles from './Ledger.module.css'
import { Timeline } from './Timeline.tsx'
import { useEntries } from './useEntries.ts'

/** Who did what, when, what was before and after, and what it does to the bill. */
export function Ledger() {
  const sdkAppId = useSdkAppId() as number
  const [category, setCategory] = useState<Category>('all')
  const app = useApp().data
  const entries = useEntries(sdkAppId, category)
  const resting = app && (app.status === 'disabled' || app.status === 'suspended')
  return (
    <>
      <PageHead
        title="Ledger"
        below="What was changed, by whom, and what it does to the bill. Nothing here is ever rewritten."
        action={<ExportCsv sdkAppId={sdkAppId} category={category} />}
      />
      {resting ? (
        <div className={styles.resting}>
          <NotRunning app={app} />
        </div>
      ) : null}
      <div className={styles.filter}>
        <SegmentedControl aria-label="Kind of entry" value={category} onChange={(value) => setCategory(value as Category)} data={filters} />
      </div>
      <Card>
        <Answer of={entries.answer} waiting={<Bars rows={6} height={36} />}>
          {(rows) => <Timeline entries={rows} category={category} more={entries.more} />}
        </Answer>
      </Card>
      {app ? <ZoneNote at={app.createdAt} /> : null}
    </>
  )
}
