import { settingLabels } from '@plenum/contract/setting-labels'
import type { ReactNode } from 'react'
import { Card } from '../../../ui/Card.tsx'
import styles from './FeaturePage.module.css'
import { SettingSwitch, type SwitchProps } from './SettingSwitch.tsx'
import { ComesWithUltimate, hasUltimate, Kept, ultimateTag } from './ultimate.tsx'

interface SwitchCardProps extends SwitchProps {
  /** Where the card is called otherwise than its switch. */
  title?: string
  children?: ReactNode
}

/** One setting that is on or off. */
export function SwitchCard({ title, children, ...props }: SwitchCardProps) {
  const { app, settings, name, on, off, ultimate } = props
  const isKept = settings[name] && ultimate === true && !hasUltimate(app)
  const control = <SettingSwitch {...props} />
  return (
    <Card title={title ?? settingLabels[name]} aside={ultimate ? ultimateTag : null} action={title ? null : control}>
      {title ? (
        <div className={styles.row}>
          <span>{settingLabels[name]}</span>
          {control}
        </div>
      ) : null}
      <p className={styles.says}>
        {isKept ? (
          <>
            <Kept value="Off" />.{' '}
          </>
        ) : null}
        {settings[name] && !isKept ? on : off}
      </p>
      {children}
      {ultimate ? <ComesWithUltimate app={app} /> : null}
    </Card>
  )
}
