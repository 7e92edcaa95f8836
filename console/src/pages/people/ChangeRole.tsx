import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useSession } from '../../data/session.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { AccessFields } from './AccessFields.tsx'
import type { PersonView } from './PersonRow.tsx'
import { isWhole } from './ScopeField.tsx'

export function ChangeRole({ person, onClose }: { person: PersonView; onClose: () => void }) {
  const { role } = useSession()
  const setRole = useChange('person.setRole')
  const present = { role: person.role, scope: person.scope, grants: person.grants }
  const [access, setAccess] = useState(present)
  const unchanged = JSON.stringify(access) === JSON.stringify(present)
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Change role"
      below={`${person.name} · ${person.email}`}
      refused={setRole.error}
      confirm={{
        onConfirm: () =>
          setRole.mutate(
            { personId: person.personId, ...access },
            { onSuccess: saying(`The new role of ${person.name} holds from the next request on.`, onClose) },
          ),
        disabled: unchanged || !isWhole(access.scope),
        waiting: setRole.isPending,
      }}
    >
      <AccessFields value={access} onChange={setAccess} mayBeOwner={role === 'owner'} />
    </Dialog>
  )
}
