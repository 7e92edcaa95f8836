import { Button } from '@mantine/core'
import { Link as RouterLink, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useRights, useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { dayText } from '../../ui/dates.ts'
import { Answer, Empty } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { AppCard } from './AppCard.tsx'
import { Compare } from './Compare.tsx'
import { CreateApplication } from './CreateApplication.tsx'
import { FilterBar } from './FilterBar.tsx'
import { type AppCardView, filtered } from './filter.ts'
import styles from './Overview.module.css'
import { Summary } from './Summary.tsx'
import { WaitingOverview } from './WaitingOverview.tsx'

export function Overview() {
  const { account, person } = useSession()
  const rights = useRights()
  const filter = useSearch({ from: '/frame/' })
  const navigate = useNavigate()
  const answer = useAnswer('app.list', { accountId: account.accountId })
  const estimate = useAnswer('bill.estimate', { accountId: account.accountId })
  const [creating, setCreating] = useState(false)
  const [comparing, setComparing] = useState<AppCardView | null>(null)
  const full = answer.data ? answer.data.count >= answer.data.allowed : false
  const asOf = estimate.data?.asOf

  const reason = !rights.createApp
    ? 'Apps are created by the owner and administrators.'
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
              <Empty
                action={
                  <Button component={RouterLink} to="/accounts">
                    Accounts
                  </Button>
                }
              >
                You look after this installation. The apps of its customers stand under Accounts.
              </Empty>
            </div>
          ) : apps.length === 0 ? (
            <div className={styles.none}>
              <Empty action={rights.createApp ? createButton : undefined}>
                {rights.createApp ? 'No app yet. Every app begins on Free, which costs nothing.' : 'No app has been granted to you yet.'}
              </Empty>
            </div>
          ) : (
            <>
              <Summary count={count} allowed={allowed} estimate={estimate.data} />
              <FilterBar filter={filter} onChange={(search) => void navigate({ to: '/', search, replace: true })} />
              <AppCards apps={filtered(apps, filter)} onCompare={setComparing} onShowAll={() => void navigate({ to: '/', search: {} })} />
              <p className={styles.note}>
                Each card shows the limit that is nearest.
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

interface AppCardsProps {
  apps: AppCardView[]
  onCompare: (app: AppCardView) => void
  onShowAll: () => void
}

function AppCards({ apps, onCompare, onShowAll }: AppCardsProps) {
  if (apps.length === 0)
    return <Empty action={<Link onClick={onShowAll}>Show all apps</Link>}>No app matches this search and filter.</Empty>
  return (
    <ul className={styles.cards}>
      {apps.map((app) => (
        <AppCard key={app.sdkAppId} app={app} onCompare={() => onCompare(app)} />
      ))}
    </ul>
  )
}
