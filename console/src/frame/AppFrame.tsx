import { Outlet } from '@tanstack/react-router'
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
  if (!sdkAppId || app.error?.code === 'not_found') return <NotFound />
  return (
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
  )
}
