import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

export function AddAdminDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const add = useChange('admin.add')
  const [userId, setUserId] = useState('')
  const already = app.admins.some((admin) => admin.userId === userId)
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Add Admin"
      below={appLine(app)}
      confirm={{
        label: 'Add',
        onConfirm: () =>
          add.mutate(
            { sdkAppId: app.sdkAppId, userId },
            { onSuccess: saying(`${userId} may call REST from the next request on.`, onClose) },
          ),
        disabled: userId === '' || already,
        waiting: add.isPending,
      }}
      refused={add.error}
    >
      <TextInput
        data-autofocus
        label="Name"
        description="The UserID. A new name creates the account. An administrator may call REST and act on every group and member."
        value={userId}
        onChange={(event) => setUserId(event.currentTarget.value)}
        error={already ? `${userId} is an administrator already.` : null}
        autoComplete="off"
        spellCheck={false}
      />
    </Dialog>
  )
}
