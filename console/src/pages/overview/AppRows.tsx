import { Link as RouterLink } from '@tanstack/react-router'
import { useDates } from '../../ui/dates.ts'
import { useText } from '../../ui/Meter.tsx'
import { Money } from '../../ui/Money.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import table from '../../ui/Table.module.css'
import { limitName } from './AppCard.tsx'
import type { AppCardView } from './filter.ts'
import styles from './Overview.module.css'

/** Many apps, a line each. */
export function AppRows({ apps }: { apps: AppCardView[] }) {
  return (
    <div className={styles.rows}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">App</th>
            <th scope="col">Status</th>
            <th scope="col">SDKAppID</th>
            <th scope="col">Nearest limit</th>
            <th scope="col" className={table.figure}>
              This month so far
            </th>
          </tr>
        </thead>
        <tbody>
          {apps.map((app) => (
            <AppLine key={app.sdkAppId} app={app} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function AppLine({ app }: { app: AppCardView }) {
  const dates = useDates()
  const { nearest } = app
  return (
    <tr>
      <th scope="row">
        <span className={styles.rowName}>
          <PlanMark edition={app.edition} running={app.status === 'enabled'} size={28} />
          <span>
            <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} className={table.strong}>
              {app.name}
            </RouterLink>
            <br />
            <span className={table.quiet}>{app.planName}</span>
          </span>
        </span>
      </th>
      <td>
        <StatusMark status={app.status} />
      </td>
      <td data-label="SDKAppID">{app.sdkAppId}</td>
      <td data-none={nearest === null || undefined}>
        {nearest ? (
          <>
            {limitName(nearest.limit)}
            <br />
            <span className={table.quiet}>{useText(nearest.use, nearest.value)}</span>
          </>
        ) : (
          <span className={table.quiet}>
            {app.deletedAt ? `Deleted ${dates.day(app.deletedAt)}` : app.status === 'enabled' ? 'No use yet' : '–'}
          </span>
        )}
      </td>
      <td className={table.figure} data-label="This month so far">
        <Money value={app.monthSoFar} />
      </td>
    </tr>
  )
}
