import { Radio } from '@mantine/core'
import type { AppSettings } from '@plenum/contract'
import { allowTypeLabels, settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { FactRows } from '../../../ui/FactRows.tsx'
import { EditCard } from '../feature-configuration/EditCard.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'

type AllowType = AppSettings['defaultAllowType']
const choices = Object.entries(allowTypeLabels) as [AllowType, string][]
const title = settingLabels.defaultAllowType

/** **Default Verification for Adding Friends**. */
export function DefaultVerification({ app, settings }: Configured) {
  return (
    <EditCard
      app={app}
      title={title}
      dialog={(opening, key) => <VerificationDialog key={key} app={app} settings={settings} {...opening} />}
    >
      <FactRows
        facts={[
          { label: 'Requests', value: allowTypeLabels[settings.defaultAllowType] },
          { label: 'Applies to', value: 'Users who set nothing themselves' },
        ]}
      />
    </EditCard>
  )
}

function VerificationDialog({ app, settings, ...opening }: Configured & { opened: boolean; onClose: () => void }) {
  const [chosen, setChosen] = useState(settings.defaultAllowType)
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={chosen === settings.defaultAllowType ? {} : { defaultAllowType: chosen }}
      said={`${title}: ${allowTypeLabels[chosen]}, from the next request on.`}
      {...opening}
    >
      <Radio.Group label="Requests" value={chosen} onChange={(value) => setChosen(value as AllowType)}>
        <div className={styles.choices}>
          {choices.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </div>
      </Radio.Group>
    </SettingDialog>
  )
}
