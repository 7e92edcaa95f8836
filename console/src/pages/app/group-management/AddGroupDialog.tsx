import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { bytesOf, type NewType, newTypes } from './words.ts'

const nameBytesMax = 30

export function AddGroupDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const create = useChange('appGroup.create')
  const [name, setName] = useState('')
  const [ownerId, setOwnerId] = useState('')
  const [type, setType] = useState<NewType>('Work')
  const tooLong = bytesOf(name) > nameBytesMax
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Add Group"
      below={appLine(app)}
      confirm={{
        label: 'OK',
        onConfirm: () =>
          create.mutate(
            { sdkAppId: app.sdkAppId, name, type, ...(ownerId && { ownerId }) },
            { onSuccess: saying(`${name} is created.`, onClose) },
          ),
        disabled: name.trim() === '' || tooLong,
        waiting: create.isPending,
      }}
      refused={create.error}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label="Group Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={tooLong ? `A group name has up to ${nameBytesMax} bytes; this has ${bytesOf(name)}.` : null}
          autoComplete="off"
        />
        <TextInput
          label="Group Owner ID"
          description="A user who exists. Without one the group has no owner yet."
          value={ownerId}
          onChange={(event) => setOwnerId(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
        />
        <NativeSelect
          label="Group Type"
          description="It stays for good."
          data={newTypes}
          value={type}
          onChange={(event) => setType(event.currentTarget.value as NewType)}
        />
      </div>
    </Dialog>
  )
}
