import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

const longest = 50

/** A new app is on Free, enabled, with a key and the administrator `administrator`; its page opens at once. */
export function CreateApplication({ names, onClose }: { names: string[]; onClose: () => void }) {
  const navigate = useNavigate()
  const create = useChange('app.create')
  const [name, setName] = useState('')
  const trimmed = name.trim()
  const taken = names.includes(trimmed)

  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Create Application"
      below="Free and permanent, with 100 users. It can be upgraded at any time."
      refused={create.error}
      confirm={{
        onConfirm: () =>
          create.mutate({ name }, { onSuccess: ({ sdkAppId }) => void navigate({ to: '/apps/$sdkAppId', params: { sdkAppId } }) }),
        disabled: trimmed === '' || trimmed.length > longest,
        waiting: create.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="App name"
        description="1 to 50 characters. It can be changed later."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={trimmed.length > longest ? `${trimmed.length} characters, ${longest} allowed.` : undefined}
      />
      {taken ? (
        <p style={{ marginTop: 8, fontSize: 13, lineHeight: '20px', color: 'var(--warn)' }} role="status">
          There is already an app of this name. That is allowed; the SDKAppID tells them apart.
        </p>
      ) : null}
    </Dialog>
  )
}
