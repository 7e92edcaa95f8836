import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useSession } from '../../data/session.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

export function RenameAccount({ onClose }: { onClose: () => void }) {
  const { account } = useSession()
  const rename = useChange('account.rename')
  const [name, setName] = useState(account.name)
  const wanted = name.trim()
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title="Rename account"
      below={account.name}
      refused={rename.error}
      confirm={{
        label: 'Save',
        onConfirm: () => rename.mutate({ name: wanted }, { onSuccess: saying(`The account is called ${wanted} now.`, onClose) }),
        disabled: wanted === '' || wanted === account.name,
        waiting: rename.isPending,
      }}
    >
      <TextInput
        label="Name of the account"
        description="The people of the account see it, and the operator."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        data-autofocus
      />
    </Dialog>
  )
}
