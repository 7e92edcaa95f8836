import type { PlanPreview } from '@plenum/contract'
import { useState } from 'react'
import { call, type Failure } from '../../../data/call.ts'
import { DownloadIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../ui/Link.tsx'
import { downloadCsv } from '../csv.ts'
import type { AboveKind } from './AboveList.tsx'
import styles from './Impact.module.css'
import type { Wanted } from './usePlanChoice.ts'

const headings = { groups: 'group', users: 'user', avGroups: 'audio-video group', communities: 'community' } satisfies Record<
  AboveKind,
  string
>

/** **Download CSV**: everything above the new limits, page by page until the last. */
export function DownloadAbove({ impact, wanted }: { impact: PlanPreview['impact']; wanted: Wanted }) {
  const [state, setState] = useState<'ready' | 'reading' | 'failed'>('ready')

  function download() {
    setState('reading')
    readAll(impact, wanted).then(
      (rows) => {
        downloadCsv(`above-the-new-limits-${wanted.sdkAppId}.csv`, [['kind', 'id', 'name', 'members or groups', 'allowed'], ...rows])
        setState('ready')
      },
      (_: Failure) => setState('failed'),
    )
  }

  return (
    <div className={styles.download}>
      <Link onClick={download} disabled={state === 'reading'}>
        <DownloadIcon size={16} /> {state === 'reading' ? 'Reading…' : 'Download CSV'}
      </Link>
      {state === 'failed' ? <p role="alert">The list could not be read. Try again.</p> : null}
    </div>
  )
}

async function readAll(impact: PlanPreview['impact'], wanted: Wanted) {
  const rows: (string | number | null)[][] = []
  for (const kind of ['groups', 'users', 'avGroups', 'communities'] as const) {
    if (impact[kind].count === 0) continue
    let after: string | null = null
    do {
      const page = await readPage(kind, wanted, after)
      rows.push(...page.rows.map((row) => [headings[kind], row.id, row.name, row.value, impact[kind].allowed]))
      after = page.next
    } while (after !== null)
  }
  return rows
}

function readPage(kind: AboveKind, wanted: Wanted, after: string | null) {
  return call('plan.aboveLimits', { ...wanted, kind, limit: 1000, ...(after === null ? {} : { after }) })
}
