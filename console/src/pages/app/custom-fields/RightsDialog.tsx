import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { type UserField, userRights } from './field-words.ts'
import { RightsFields } from './RightsFields.tsx'

interface RightsDialogProps {
  app: AppView
  field: UserField
  opened: boolean
  onClose: () => void
}

/** Rights only: the name stays. */
export function RightsDialog({ app, field, opened, onClose }: RightsDialogProps) {
  const set = useChange('customField.setRights')
  const { level, key } = field
  const [rights, setRights] = useState({ readableBy: field.readableBy, writableBy: field.writableBy })
  const unchanged = rights.readableBy === field.readableBy && rights.writableBy === field.writableBy
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Change Permissions: ${key}`}
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          set.mutate(
            { sdkAppId: app.sdkAppId, level, key, ...rights },
            { onSuccess: saying(`The rights of ${key} hold from the next request on.`, onClose) },
          ),
        disabled: unchanged,
        waiting: set.isPending,
      }}
      refused={set.error}
    >
      <div className={styles.fields}>
        <RightsFields rights={rights} onChange={setRights} choices={userRights} />
      </div>
    </Dialog>
  )
}
