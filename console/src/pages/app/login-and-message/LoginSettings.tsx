import { Radio } from '@mantine/core'
import type { AppSettings, WantedSettings } from '@plenum/contract'
import { loginPolicyLabels, settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { FactRows } from '../../../ui/FactRows.tsx'
import { EditCard } from '../feature-configuration/EditCard.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { fitsIn, WholeNumber } from '../feature-configuration/NumberSetting.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'
import { ComesWithUltimate, hasUltimate, Kept, ultimateTag } from '../feature-configuration/ultimate.tsx'

type Policy = AppSettings['loginPolicy']

const together: Record<Policy, string> = {
  single: 'One of Android, iPhone, iPad, Windows, Mac and web.',
  dual: 'One of Android, iPhone, iPad, Windows and Mac, plus web.',
  triple: 'One of Android, iPhone and iPad, plus one of Windows and Mac, plus web.',
  multi: 'Each of the platforms together.',
}
const policies = Object.keys(together) as Policy[]

/** **Login Settings**: who may be online together. */
export function LoginSettings({ app, settings }: Configured) {
  return (
    <EditCard
      app={app}
      title={settingLabels.loginPolicy}
      dialog={(opening, key) => <LoginDialog key={key} app={app} settings={settings} {...opening} />}
    >
      <FactRows
        facts={[
          { label: 'Policy', value: `${loginPolicyLabels[settings.loginPolicy]}. ${together[settings.loginPolicy]}` },
          { label: settingLabels.webInstancesMax, value: numberOf('webInstancesMax'), action: <span>{ultimateTag}</span> },
          { label: settingLabels.devicesPerPlatformMax, value: numberOf('devicesPerPlatformMax'), action: <span>{ultimateTag}</span> },
        ]}
      />
      <ComesWithUltimate app={app} what="More than 1 comes with Ultimate." />
    </EditCard>
  )

  function numberOf(name: 'webInstancesMax' | 'devicesPerPlatformMax') {
    if (hasUltimate(app) || settings[name] === 1) return settings[name]
    return (
      <>
        1 · <Kept value={String(settings[name])} />
      </>
    )
  }
}

function LoginDialog({ app, settings, ...opening }: Configured & { opened: boolean; onClose: () => void }) {
  const [policy, setPolicy] = useState(settings.loginPolicy)
  const [web, setWeb] = useState<number | string>(settings.webInstancesMax)
  const [devices, setDevices] = useState<number | string>(settings.devicesPerPlatformMax)
  const isLocked = !hasUltimate(app)
  return (
    <SettingDialog app={app} title={settingLabels.loginPolicy} wanted={wanted()} said="Login Settings hold for new logins." {...opening}>
      <div className={styles.fields}>
        <Radio.Group label="Policy" value={policy} onChange={(value) => setPolicy(value as Policy)}>
          <div className={styles.choices}>
            {policies.map((one) => (
              <Radio key={one} value={one} label={loginPolicyLabels[one]} description={together[one]} />
            ))}
          </div>
        </Radio.Group>
        <WholeNumber
          label={settingLabels.webInstancesMax}
          description="From 1 to 10. A login above it is refused with 91101."
          value={isLocked ? 1 : web}
          onChange={setWeb}
          min={1}
          max={10}
          disabled={isLocked}
        />
        <WholeNumber
          label={settingLabels.devicesPerPlatformMax}
          description="From 1 to 3 each of Android, iPhone, iPad, Windows, Mac and Linux, with multi-platform."
          value={isLocked ? 1 : devices}
          onChange={setDevices}
          min={1}
          max={3}
          disabled={isLocked}
        />
        {isLocked ? <p className={styles.says}>More than 1 comes with Ultimate.</p> : null}
      </div>
    </SettingDialog>
  )

  function wanted(): WantedSettings | null {
    if (!fitsIn(web, 1, 10) || !fitsIn(devices, 1, 3)) return null
    return {
      ...(policy !== settings.loginPolicy && { loginPolicy: policy }),
      ...(web !== settings.webInstancesMax && { webInstancesMax: web }),
      ...(devices !== settings.devicesPerPlatformMax && { devicesPerPlatformMax: devices }),
    }
  }
}
