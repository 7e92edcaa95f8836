import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useRights, useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { dayText } from '../../ui/dates.ts'
import { Answer, Empty } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { AppCard } from './AppCard.tsx'
import { AppRows } from './AppRows.tsx'
import { Compare } from './Compare.tsx'
import { CreateApplication } from './CreateApplication.tsx'
import { FilterBar } from './FilterBar.tsx'
import { type AppCardView, type Filter, filtered } from './filter.ts'
import styles from './Overview.module.css'
import { Summary } from './Summary.tsx'
import { WaitingOverview } from './WaitingOverview.tsx'

export function Overview() {
  const { account, person } = useSession()
  const rights = useRights()
  const filter = useSearch({ from: '/frame/' })
  const navigate = useNavigate()
  const answer = useAnswer('app.list', { accountId: account.accountId })
  const ended = useEndedApps(account.accountId, filter.status === 'deleted')
  const estimate = useAnswer('bill.estimate', { accountId: account.accountId })
  const [creating, setCreating] = useState(false)
  const [comparing, setComparing] = useState<AppCardView | null>(null)
  const full = answer.data ? answer.data.count >= answer.data.allowed : false
  const asOf = estimate.data?.asOf

  const reason = !rights.createApp
    ? 'Apps are created by the owner and administrators who see all apps.'
    : full
      ? `An account has at most ${answer.data?.allowed} apps. Disable and delete one first.`
      : null

  const createButton = (
    <Button leftSection={<PlusIcon />} onClick={() => setCreating(true)} disabled={reason !== null || !answer.data}>
      Create Application
    </Button>
  )

  return (
    <>
      <PageHead title="Overview" below={account.name} action={answer.data?.apps.length === 0 ? null : createButton} reason={reason} />
      <Answer of={answer} waiting={<WaitingOverview />}>
        {({ apps, count, allowed }) =>
          apps.length === 0 && person.operator ? (
            <div className={styles.none}>
              <Empty action={<Button onClick={() => void navigate({ to: '/accounts' })}>Accounts</Button>}>
                You look after this installation. The apps of its customers stand under Accounts.
              </Empty>
            </div>
          ) : apps.length === 0 && filter.status !== 'deleted' ? (
            <div className={styles.none}>
              <Empty action={rights.createApp ? createButton : undefined}>
                {rights.createApp ? 'No app yet. Every app begins on Free, which costs nothing.' : 'No app has been granted to you yet.'}
              </Empty>
              <p className={styles.ended}>
                <Link onClick={() => void navigate({ to: '/', search: { status: 'deleted' } })}>Deleted apps</Link>
              </p>
            </div>
          ) : (
            <>
              <Summary count={count} allowed={allowed} estimate={estimate.data} />
              <FilterBar
                filter={filter}
                view={viewOf(filter, apps.length)}
                onChange={(search) => void navigate({ to: '/', search, replace: true })}
              />
              <Apps
                apps={filtered(filter.status === 'deleted' ? ended : apps, filter)}
                view={viewOf(filter, apps.length)}
                onCompare={setComparing}
                onShowAll={() => void navigate({ to: '/', search: {} })}
              />
              <p className={styles.note}>
                The limit shown of each app is the nearest.
                {asOf ? ` Amounts as of yesterday, ${dayText(asOf)}, without tax; their sum is rounded once.` : ' Amounts without tax.'}
              </p>
            </>
          )
        }
      </Answer>
      {creating ? <CreateApplication names={answer.data?.apps.map((app) => app.name) ?? []} onClose={() => setCreating(false)} /> : null}
      {comparing ? <Compare app={comparing} onClose={() => setComparing(null)} /> : null}
    </>
  )
}

/** Cards of more apps than these would be a long way to scroll. */
const cardsMax = 24
const viewOf = ({ view }: Filter, count: number) => view ?? (count > cardsMax ? 'list' : 'cards')

/** They count no more and are asked for only when somebody wants to see them. */
function useEndedApps(accountId: string, enabled: boolean): AppCardView[] {
  const deleted = useAnswer('app.list', { accountId, status: 'deleted' }, { enabled })
  const purged = useAnswer('app.list', { accountId, status: 'purged' }, { enabled })
  return [...(deleted.data?.apps ?? []), ...(purged.data?.apps ?? [])]
}

interface AppsProps {
  apps: AppCardView[]
  view: 'cards' | 'list'
  onCompare: (app: AppCardView) => void
  onShowAll: () => void
}

function Apps({ apps, view, onCompare, onShowAll }: AppsProps) {
  if (apps.length === 0)
    return <Empty action={<Link onClick={onShowAll}>Show all apps</Link>}>No app matches this search and filter.</Empty>
  if (view === 'list') return <AppRows apps={apps} />
  return (
    <ul className={styles.cards}>
      {apps.map((app) => (
        <AppCard key={app.sdkAppId} app={app} onCompare={() => onCompare(app)} />
      ))}
    </ul>
  )
}
