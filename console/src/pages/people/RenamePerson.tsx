import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useSession } from '../../data/session.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

interface RenamePersonProps {
  person: { personId: string; name: string; email: string }
  onClose: () => void
}

export default function RenamePerson({ person, onClose }: RenamePersonProps) {
  const { person: me } = useSession()
  const rename = useChange('person.rename')
  const renameMe = useChange('session.rename')
  const isMe = me.personId === person.personId
  const [name, setName] = useState(person.name)
  const wanted = name.trim()
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title="Change name"
      below={person.email}
      refused={rename.error ?? renameMe.error}
      confirm={{
        label: 'Save',
        onConfirm: () =>
          isMe
            ? renameMe.mutate({ name: wanted }, { onSuccess: saying(`Now called ${wanted}.`, onClose) })
            : rename.mutate({ personId: person.personId, name: wanted }, { onSuccess: saying(`Now called ${wanted}.`, onClose) }),
        disabled: wanted === '' || wanted === person.name,
        waiting: rename.isPending || renameMe.isPending,
      }}
    >
      <TextInput
        label="Name"
        description="Entries of ledger and audit keep the name of then."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        autoComplete="off"
        data-autofocus
      />
    </Dialog>
  )
}
