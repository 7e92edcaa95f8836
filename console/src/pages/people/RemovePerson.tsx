import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { PersonView } from './PersonRow.tsx'

export function RemovePerson({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const remove = useChange('person.remove')
  return (
    <Dialog
      opened
      onClose={onClose}
      title={person.invited ? 'Withdraw invitation' : `Remove ${person.name}`}
      below={person.email}
      refused={remove.error}
      confirm={{
        onConfirm: () =>
          remove.mutate(
            { personId: person.personId },
            {
              onSuccess: saying(
                person.invited ? 'The link works no more.' : `${person.name} is signed out everywhere and has no access any more.`,
                onClose,
              ),
            },
          ),
        waiting: remove.isPending,
        ends: !person.invited,
      }}
    >
      <p>
        {person.invited
          ? 'The link stops working at once.'
          : 'Signed out everywhere at once, and no way back in but a new invitation. What was done stays in the ledger, with the name.'}
      </p>
    </Dialog>
  )
}
