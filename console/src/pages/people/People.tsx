import { Button } from '@mantine/core'
import { useState } from 'react'
import { useRights, useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ChangeRole } from './ChangeRole.tsx'
import { Invite } from './Invite.tsx'
import { PasswordLink } from './PasswordLink.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import type { PersonDialog, PersonView } from './PersonRow.tsx'
import { RemovePerson } from './RemovePerson.tsx'
import { RenameAccount } from './RenameAccount.tsx'
import RenamePerson from './RenamePerson.tsx'

type Opened = { dialog: 'invite' } | { dialog: 'account' } | { dialog: PersonDialog; person: PersonView } | null

export function People() {
  const { account } = useSession()
  const rights = useRights()
  const answer = useAnswer('person.list', {})
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)

  return (
    <>
      <PageHead
        title="People"
        below={`Who works with the apps of ${account.name}`}
        action={
          <>
            <Button variant="default" onClick={() => setOpened({ dialog: 'account' })} disabled={!rights.people}>
              Rename account
            </Button>
            <Button leftSection={<PlusIcon />} onClick={() => setOpened({ dialog: 'invite' })} disabled={!rights.people}>
              Invite
            </Button>
          </>
        }
        reason={rights.people ? null : 'People are invited and changed by the owner and administrators.'}
      />
      <Card plain>
        <Answer
          of={answer}
          waiting={
            <div style={{ padding: '16px 32px' }}>
              <Bars rows={4} />
            </div>
          }
        >
          {({ persons }) => (
            <PeopleTable persons={persons} onAct={rights.people ? (dialog, person) => setOpened({ dialog, person }) : undefined} />
          )}
        </Answer>
      </Card>
      {opened?.dialog === 'invite' ? <Invite onClose={close} /> : null}
      {opened?.dialog === 'account' ? <RenameAccount onClose={close} /> : null}
      {opened?.dialog === 'name' ? <RenamePerson person={opened.person} onClose={close} /> : null}
      {opened?.dialog === 'role' ? <ChangeRole person={opened.person} onClose={close} /> : null}
      {opened?.dialog === 'link' ? <PasswordLink person={opened.person} onClose={close} /> : null}
      {opened?.dialog === 'remove' ? <RemovePerson person={opened.person} onClose={close} /> : null}
    </>
  )
}
