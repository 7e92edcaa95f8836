import { Checkbox } from '@mantine/core'
import { settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { FactRows } from '../../../ui/FactRows.tsx'
import { EditCard } from '../feature-configuration/EditCard.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'

const types = ['Work', 'Public', 'Meeting', 'Community'] as const
const title = settingLabels.historyBeforeJoining

/** **Pull message history before group join**, by type of group. */
export function HistoryBeforeJoining({ app, settings }: Configured) {
  return (
    <EditCard app={app} title={title} dialog={(opening, key) => <HistoryDialog key={key} app={app} settings={settings} {...opening} />}>
      <FactRows
        facts={[
          ...types.map((type) => ({ label: type, value: settings.historyBeforeJoining[type] ? 'On' : 'Off' })),
          { label: 'Audio-video group', value: 'Not possible' },
        ]}
      />
    </EditCard>
  )
}

function HistoryDialog({ app, settings, ...opening }: Configured & { opened: boolean; onClose: () => void }) {
  const present = settings.historyBeforeJoining
  const [draft, setDraft] = useState(present)
  const changed = types.filter((type) => draft[type] !== present[type])
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={changed.length === 0 ? {} : { historyBeforeJoining: Object.fromEntries(changed.map((type) => [type, draft[type]])) }}
      said={`${title} is saved.`}
      {...opening}
    >
      <div className={styles.fields}>
        <p className={styles.says}>In groups of these types, members read what was said before they came.</p>
        <Checkbox.Group
          label="Group Type"
          value={types.filter((type) => draft[type])}
          onChange={(on) =>
            setDraft({
              Work: on.includes('Work'),
              Public: on.includes('Public'),
              Meeting: on.includes('Meeting'),
              Community: on.includes('Community'),
            })
          }
        >
          <div className={styles.choices}>
            {types.map((type) => (
              <Checkbox key={type} value={type} label={type} />
            ))}
          </div>
        </Checkbox.Group>
      </div>
    </SettingDialog>
  )
}
