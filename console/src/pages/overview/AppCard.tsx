import { Link as RouterLink } from '@tanstack/react-router'
import { useAnswer } from '../../data/useAnswer.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { daysBetween, useDates } from '../../ui/dates.ts'
import { Facts } from '../../ui/FactRows.tsx'
import { Link } from '../../ui/Link.tsx'
import { Meter, useText } from '../../ui/Meter.tsx'
import { Money } from '../../ui/Money.tsx'
import { isZero } from '../../ui/money.ts'
import { countOf } from '../../ui/numbers.ts'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import styles from './AppCard.module.css'
import type { AppCardView } from './filter.ts'

/** One app. The whole card leads to its Basic Configuration; what can be pressed beside that lies above. */
export function AppCard({ app, onCompare }: { app: AppCardView; onCompare: () => void }) {
  const dates = useDates()
  const running = app.status === 'enabled'
  return (
    <li className={styles.card} data-resting={!running || undefined}>
      <header className={styles.head}>
        <PlanMark edition={app.edition} running={running} />
        <div className={styles.names}>
          <h2>
            <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} className={styles.whole}>
              {app.name}
            </RouterLink>
          </h2>
          <p>{app.planName}</p>
        </div>
        <StatusMark status={app.status} />
      </header>
      <Facts
        facts={[
          {
            label: 'SDKAppID',
            value: (
              <span className={styles.id}>
                {app.sdkAppId}
                <span className={styles.above}>
                  <CopyButton value={String(app.sdkAppId)} what="SDKAppID" />
                </span>
              </span>
            ),
          },
          { label: 'Creation time', value: dates.day(app.createdAt) },
          { label: 'Expiration time', value: app.edition === 'free' ? 'Permanent' : '-' },
          {
            label: 'This month so far',
            value: <Money value={app.monthSoFar && !isZero(app.monthSoFar.amount) ? app.monthSoFar : null} past="short" />,
          },
        ]}
      />
      <footer className={styles.foot}>
        {running ? <Nearest app={app} onCompare={onCompare} /> : app.deletedAt ? <Ended app={app} /> : <DataLost app={app} />}
      </footer>
    </li>
  )
}

const limitNames: Record<string, string> = {
  membersPerGroup: 'Members per group',
  groupsPerUser: 'Groups per user',
  avGroups: 'Audio-video groups',
  ordinaryGroups: 'Groups',
  users: 'Users',
  peakDailyUsers: 'Peak DAU',
  peakGroups: 'Peak groups',
  groupsPerDay: 'Groups today',
  friendsPerUser: 'Friends per user',
}

export const limitName = (limit: string): string => limitNames[limit] ?? limit

function Nearest({ app, onCompare }: { app: AppCardView; onCompare: () => void }) {
  const name = app.nearest ? limitName(app.nearest.limit) : ''
  return (
    <>
      {app.nearest ? (
        <div className={styles.nearest}>
          <span>{name}</span>
          <Meter label={name} use={app.nearest.use} limit={app.nearest.value} />
          <span>{useText(app.nearest.use, app.nearest.value)}</span>
        </div>
      ) : (
        <span className={styles.unused}>No use yet</span>
      )}
      <span className={styles.above}>
        <Link onClick={onCompare}>View Upgradeable Items</Link>
      </span>
    </>
  )
}

/** What stays of a deleted app is its ledger. */
function Ended({ app }: { app: AppCardView }) {
  const dates = useDates()
  return (
    <>
      <p className={styles.lost}>{app.deletedAt ? `Deleted on ${dates.moment(app.deletedAt)}` : null}</p>
      <RouterLink to="/apps/$sdkAppId/ledger" params={{ sdkAppId: app.sdkAppId }} className={styles.enable}>
        Ledger
      </RouterLink>
    </>
  )
}

function DataLost({ app }: { app: AppCardView }) {
  const dates = useDates()
  const today = useAnswer('clock.get', {}).data?.day
  const left = app.dataLostAt && today ? daysBetween(today, dates.dayOf(app.dataLostAt)) : null
  return (
    <>
      <p className={styles.lost}>
        {app.dataLostAt ? `Data are lost on ${dates.moment(app.dataLostAt)}` : null}
        {left !== null ? <span> · {countOf(left, 'day')} left</span> : null}
      </p>
      {app.status === 'disabled' ? (
        <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} search={{ open: 'enable' }} className={styles.enable}>
          Enable app
        </RouterLink>
      ) : null}
    </>
  )
}
