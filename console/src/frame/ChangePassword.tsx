import { PasswordInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../data/said.ts'
import { useChange } from '../data/useChange.ts'
import { Dialog } from '../ui/Dialog.tsx'

export default function ChangePassword({ onClose }: { onClose: () => void }) {
  const change = useChange('session.changePassword')
  const [currentPassword, setCurrentPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Change password"
      below="Other browsers in which you are signed in are signed out."
      refused={change.error}
      confirm={{
        onConfirm: () =>
          change.mutate(
            { currentPassword, newPassword },
            { onSuccess: saying('The password is changed. Other browsers are signed out.', onClose) },
          ),
        disabled: currentPassword === '' || newPassword === '',
        waiting: change.isPending,
      }}
    >
      <div style={{ display: 'grid', gap: 20 }}>
        <PasswordInput
          data-autofocus
          label="Present password"
          autoComplete="current-password"
          value={currentPassword}
          onChange={(event) => setCurrentPassword(event.currentTarget.value)}
        />
        <PasswordInput
          label="New password"
          description="10 to 128 characters."
          autoComplete="new-password"
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
