import { CopyButton } from '../../ui/CopyButton.tsx'
import { useDates } from '../../ui/dates.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusMark } from '../../ui/StatusMark.tsx'
import styles from './AppPageHead.module.css'
import type { AppView } from './useApp.ts'

/** Name, status and SDKAppID: which app this is, before anything else. */
export function AppPageHead({ app }: { app: AppView }) {
  const dates = useDates()
  return (
    <PageHead
      title={app.name}
      below={
        <div className={styles.facts}>
          <StatusMark status={app.status} />
          <span>
            SDKAppID {app.sdkAppId} <CopyButton value={String(app.sdkAppId)} what="SDKAppID" />
          </span>
          <span>Created {dates.day(app.createdAt)}</span>
        </div>
      }
    />
  )
}
