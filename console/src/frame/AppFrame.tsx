import { Outlet, Link as RouterLink } from '@tanstack/react-router'
import { useSession } from '../data/session.ts'
import { useAnswer } from '../data/useAnswer.ts'
import styles from './AppFrame.module.css'
import { AppMenu } from './AppMenu.tsx'
import { AppSwitcher } from './AppSwitcher.tsx'
import { NotFound } from './NotFound.tsx'
import { useSdkAppId } from './useSdkAppId.ts'

/** Left column of 212 with switcher and menu, the page beside it. On a narrow screen both stand behind the menu button. */
export function AppFrame() {
  const sdkAppId = useSdkAppId()
  const app = useAnswer('app.get', { sdkAppId: sdkAppId ?? 0 }, { enabled: Boolean(sdkAppId) })
  const { person, account } = useSession()
  const asOperator = person.operator && app.data && app.data.accountId !== account.accountId
  if (!sdkAppId || app.error?.code === 'not_found') return <NotFound />
  return (
    <>
      {asOperator ? (
        <p className={styles.asOperator} role="note">
          <RouterLink to="/accounts/$accountId" params={{ accountId: app.data.accountId }}>
            {app.data.accountName}
          </RouterLink>
          , as operator
        </p>
      ) : null}
      <div className={styles.frame}>
        <nav className={styles.column} aria-label="App">
          <AppSwitcher sdkAppId={sdkAppId} />
          <AppMenu sdkAppId={sdkAppId} />
        </nav>
        {/* Another app is another page: nothing typed for one may reach the other. */}
        <div className={styles.content} key={sdkAppId}>
          <Outlet />
        </div>
      </div>
    </>
  )
}
