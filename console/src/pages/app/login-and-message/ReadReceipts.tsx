import { Checkbox } from '@mantine/core'
import type { AppSettings } from '@plenum/contract'
import { settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import { FactRows } from '../../../ui/FactRows.tsx'
import { EditCard } from '../feature-configuration/EditCard.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'
import { hasUltimate, Kept } from '../feature-configuration/ultimate.tsx'

type Types = AppSettings['receiptGroupTypes']
const all: Types = ['Work', 'Public', 'Meeting']
const textOf = (types: Types) => types.join(', ') || 'None'

/** **Group Message Read Receipts**: in which types of groups. */
export function ReadReceipts({ app, settings }: Configured) {
  const types = settings.receiptGroupTypes
  const isKept = !hasUltimate(app) && types.length > 0
  return (
    <EditCard
      app={app}
      title={settingLabels.receiptGroupTypes}
      ultimate
      dialog={(opening, key) => <ReceiptsDialog key={key} app={app} settings={settings} {...opening} />}
    >
      <FactRows
        facts={[
          {
            label: 'Group types',
            value: isKept ? (
              <>
                None · <Kept value={textOf(types)} />
              </>
            ) : (
              textOf(types)
            ),
          },
          { label: 'Size', value: 'Groups of at most 200 members' },
        ]}
      />
    </EditCard>
  )
}

function ReceiptsDialog({ app, settings, ...opening }: Configured & { opened: boolean; onClose: () => void }) {
  const [types, setTypes] = useState<Types>(settings.receiptGroupTypes)
  const title = settingLabels.receiptGroupTypes
  const isSame = textOf(types) === textOf(all.filter((type) => settings.receiptGroupTypes.includes(type)))
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={isSame ? {} : { receiptGroupTypes: types }}
      said={`${title}: ${textOf(types)}, from the next request on.`}
      {...opening}
    >
      <Checkbox.Group label="Group types" value={types} onChange={(chosen) => setTypes(all.filter((type) => chosen.includes(type)))}>
        <div className={styles.choices}>
          {all.map((type) => (
            <Checkbox key={type} value={type} label={type} />
          ))}
        </div>
      </Checkbox.Group>
    </SettingDialog>
  )
}
