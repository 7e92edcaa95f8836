import { Button } from '@mantine/core'
import type { AuditEntry } from '@plenum/contract'
import { useState } from 'react'
import { call } from '../../../data/call.ts'
import { useDates } from '../../../ui/dates.ts'
import { DownloadIcon } from '../../../ui/icons.tsx'
import { downloadCsv } from '../csv.ts'
import { type Category, titleOf } from './entry-words.ts'
import styles from './Ledger.module.css'

const head = ['moment (UTC)', 'billing day', 'time', 'what', 'action', 'who', 'role', 'changes', 'list price a month, USD', 'note']

/** Every entry of the filter, page by page until the first. */
export function ExportCsv({ sdkAppId, category }: { sdkAppId: number; category: Category }) {
  const dates = useDates()
  const [state, setState] = useState<'ready' | 'reading' | 'failed'>('ready')

  function exportAll() {
    setState('reading')
    readAll(sdkAppId, category).then(
      (entries) => {
        downloadCsv(`ledger-${sdkAppId}.csv`, [head, ...entries.map((entry) => rowOf(entry, dates.time(entry.at)))])
        setState('ready')
      },
      () => setState('failed'),
    )
  }

  return (
    <div className={styles.export}>
      <Button variant="default" leftSection={<DownloadIcon size={16} />} onClick={exportAll} loading={state === 'reading'}>
        Export CSV
      </Button>
      {state === 'failed' ? <p role="alert">The ledger could not be read. Try again.</p> : null}
    </div>
  )
}

function rowOf(entry: AuditEntry, time: string) {
  const changes = entry.changes.map(({ field, before, after }) => `${field}: ${before ?? '-'} > ${after ?? '-'}`).join('; ')
  const { at, day, action, actor, priceDifference, note } = entry
  return [at, day, time, titleOf(entry), action, actor.name, actor.role, changes, priceDifference?.amount ?? null, note]
}

async function readAll(sdkAppId: number, category: Category): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = []
  let before: number | null = null
  do {
    const page: { entries: AuditEntry[]; next: number | null } = await call('audit.list', {
      sdkAppId,
      limit: 500,
      ...(category === 'all' ? {} : { category }),
      ...(before === null ? {} : { before }),
    })
    entries.push(...page.entries)
    before = page.next
  } while (before !== null)
  return entries
}
