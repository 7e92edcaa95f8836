import { Checkbox, TextInput } from '@mantine/core'
import type { CustomField, CustomFieldLevel } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { fieldWords } from './field-words.ts'
import { RightsFields } from './RightsFields.tsx'

interface AddFieldDialogProps {
  app: AppView
  level: CustomFieldLevel
  /** Of all levels. */
  present: CustomField[]
  opened: boolean
  onClose: () => void
}

export function AddFieldDialog({ app, level, present, opened, onClose }: AddFieldDialogProps) {
  const add = useChange('customField.add')
  const words = fieldWords[level]
  const [key, setKey] = useState('')
  const [rights, setRights] = useState(words.first)
  const [understood, setUnderstood] = useState(false)
  const wrong = key === '' ? null : words.pattern.test(key) ? takenText() : words.name
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title={`Add ${words.title}`}
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
            { onSuccess: saying(`${words.prefix}${key} can be used from the next request on.`, onClose) },
          ),
        disabled: key === '' || wrong !== null || !understood,
        waiting: add.isPending,
      }}
      refused={add.error}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label="Name"
          description={`${words.name} Values: ${words.value}${words.prefix ? ` Key in requests: ${words.prefix}${key}` : ''}`}
          value={key}
          onChange={(event) => setKey(event.currentTarget.value)}
          error={wrong}
          autoComplete="off"
          spellCheck={false}
        />
        <RightsFields level={level} rights={rights} onChange={setRights} />
      </div>
    </Dialog>
  )

  /** Groups and members share their names. */
  function takenText(): string | null {
    const namesakes = level === 'group' || level === 'member' ? ['group', 'member'] : [level]
    return present.some((field) => field.key === key && namesakes.includes(field.level)) ? `There is a field ${key} already.` : null
  }
}
