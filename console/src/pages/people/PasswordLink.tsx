import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { OneTimeLink } from './OneTimeLink.tsx'
import type { PersonView } from './PersonRow.tsx'

export function PasswordLink({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const make = useChange('person.passwordLink')
  if (make.data) return <OneTimeLink title="Password link" email={person.email} link={make.data.link} holds="24 hours" onClose={onClose} />
  return (
    <Dialog
      opened
      onClose={onClose}
      title="New password link"
      below={`${person.name} · ${person.email}`}
      refused={make.error}
      confirm={{
        label: 'Make the link',
        onConfirm: () => make.mutate({ personId: person.personId }),
        waiting: make.isPending,
      }}
    >
      <p>A one-time link with which {person.name} sets a new password. The present password works until then.</p>
    </Dialog>
  )
}
