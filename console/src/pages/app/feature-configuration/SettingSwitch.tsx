import { Switch } from '@mantine/core'
import type { AppSettings } from '@plenum/contract'
import { settingLabels } from '@plenum/contract/setting-labels'
import { useDialogs } from '../useDialogs.ts'
import { noRight } from '../words.ts'
import styles from './FeaturePage.module.css'
import type { Configured } from './FeaturePage.tsx'
import { SettingDialog } from './SettingDialog.tsx'
import { hasUltimate } from './ultimate.tsx'

export type SwitchName = { [Name in keyof AppSettings]: AppSettings[Name] extends boolean ? Name : never }[keyof AppSettings]

export interface SwitchProps extends Configured {
  name: SwitchName
  /** What holds when it is on, and when it is off. */
  on: string
  off: string
  ultimate?: boolean
  /** Another switch has to be on. */
  disabled?: boolean
}

/** Asks first, then acts at once. */
export function SettingSwitch({ app, settings, name, on, off, ultimate = false, disabled = false }: SwitchProps) {
  const dialogs = useDialogs<'ask'>()
  const label = settingLabels[name]
  const isLocked = ultimate && !hasUltimate(app)
  const isOn = settings[name] && !isLocked
  const next = !isOn
  return (
    <span className={styles.state}>
      <span aria-hidden="true">{isOn ? 'On' : 'Off'}</span>
      <Switch
        aria-label={label}
        checked={isOn}
        onChange={() => dialogs.open('ask')}
        disabled={isLocked || disabled || noRight(app, 'develop') !== null}
      />
      <SettingDialog
        key={dialogs.opening}
        app={app}
        title={label}
        wanted={{ [name]: next }}
        said={`${label} is ${next ? 'on' : 'off'}, from the next request on.`}
        {...dialogs.of('ask')}
      >
        <p>
          Switch it <b>{next ? 'on' : 'off'}</b>? {next ? on : off}
        </p>
      </SettingDialog>
    </span>
  )
}
