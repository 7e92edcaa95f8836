import { Button } from '@mantine/core'
import { Link as RouterLink } from '@tanstack/react-router'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { NotAllowed } from '../../ui/Faces.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import styles from './NotRunning.module.css'
import { EnableAppDialog } from './status/EnableAppDialog.tsx'
import type { AppView } from './useApp.ts'
import { useDialogs } from './useDialogs.ts'
import { noRight } from './words.ts'

/** Stands for a page of an app that is disabled or suspended: only Basic Configuration opens. */
export function NotRunning({ app }: { app: AppView }) {
  const dates = useDates()
  const dialogs = useDialogs<'enable'>()
  const since = app.status === 'suspended' ? app.suspendedAt : app.disabledAt
  const reason = noRight(app, 'disable')
  return (
    <Card resting>
      <div className={styles.words}>
        <div>
          <p className={styles.status}>
            <StatusMark status={app.status} />
            {since ? <span>since {dates.moment(since)}</span> : null}
          </p>
          {app.dataLostAt ? <p className={styles.lost}>Data are lost on {dates.moment(app.dataLostAt)}.</p> : null}
          <p className={styles.below}>
            Until then everything is as it was; see{' '}
            <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }}>
              Basic Configuration
            </RouterLink>
            .
          </p>
          {app.status === 'disabled' && reason ? <NotAllowed>{reason}</NotAllowed> : null}
        </div>
        {app.status === 'disabled' ? (
          <Button onClick={() => dialogs.open('enable')} disabled={Boolean(reason)}>
            Enable app
          </Button>
        ) : null}
      </div>
      <EnableAppDialog key={dialogs.opening} app={app} {...dialogs.of('enable')} />
    </Card>
  )
}
