import { Link as RouterLink } from '@tanstack/react-router'
import { Tag } from '../../../ui/Tag.tsx'
import type { AppView } from '../useApp.ts'
import { noRight } from '../words.ts'
import styles from './FeaturePage.module.css'

export const hasUltimate = (app: AppView) => app.edition === 'ultimate'

export const ultimateTag = <Tag>Ultimate</Tag>

/** Below a setting that needs Ultimate, and where Ultimate is had. */
export function ComesWithUltimate({ app, what = 'This comes with Ultimate.' }: { app: AppView; what?: string }) {
  if (hasUltimate(app)) return null
  const open = app.edition === 'free' ? 'upgrade' : 'modify'
  const reason = noRight(app, 'plan')
  return (
    <p className={styles.note}>
      {what}{' '}
      {reason ?? (
        <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} search={{ open }}>
          {open === 'upgrade' ? 'Upgrade' : 'Modify feature configuration'}
        </RouterLink>
      )}
    </p>
  )
}

/** What was set while the app had Ultimate. */
export function Kept({ value }: { value: string }) {
  return <span className={styles.kept}>{value}, kept for a return to Ultimate</span>
}
