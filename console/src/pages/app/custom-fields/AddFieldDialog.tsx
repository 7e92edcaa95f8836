import { Checkbox } from '@mantine/core'
import type { CustomField } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { fieldWords, type UserField, userRights, wrongName } from './field-words.ts'
import { NameField } from './NameField.tsx'
import { RightsFields } from './RightsFields.tsx'

interface AddFieldDialogProps {
  app: AppView
  level: UserField['level']
  /** Of all levels. */
  present: CustomField[]
  opened: boolean
  onClose: () => void
}

export function AddFieldDialog({ app, level, present, opened, onClose }: AddFieldDialogProps) {
  const add = useChange('customField.add')
  const { title, prefix } = fieldWords[level]
  const [key, setKey] = useState('')
  const [rights, setRights] = useState<Pick<UserField, 'readableBy' | 'writableBy'>>({ readableBy: 'everyone', writableBy: 'everyone' })
  const [understood, setUnderstood] = useState(false)
  const wrong = wrongName(level, key, present)
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title={`Add ${title}`}
      below={appLine(app)}
      tick={
        <Checkbox
          checked={understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
          label="The field can neither be deleted nor renamed. I have understood this."
        />
      }
      confirm={{
        onConfirm: () =>
          add.mutate(
            { sdkAppId: app.sdkAppId, level, key, ...rights },
            { onSuccess: saying(`${prefix}${key} can be used from the next request on.`, onClose) },
          ),
        disabled: key === '' || wrong !== null || !understood,
        waiting: add.isPending,
      }}
      refused={add.error}
    >
      <div className={styles.fields}>
        <NameField level={level} name={key} wrong={wrong} onChange={setKey} />
        {level === 'user' ? <RightsFields rights={rights} onChange={setRights} choices={userRights} /> : null}
      </div>
    </Dialog>
  )
}
