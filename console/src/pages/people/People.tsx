import { Button } from '@mantine/core'
import { useState } from 'react'
import { useRights, useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars, NotAllowed } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import { ChangeRole } from './ChangeRole.tsx'
import { Invite } from './Invite.tsx'
import { PasswordLink } from './PasswordLink.tsx'
import { PersonRow, type PersonView } from './PersonRow.tsx'
import { RemovePerson } from './RemovePerson.tsx'

type Opened = { dialog: 'invite' } | { dialog: 'role' | 'link' | 'remove'; person: PersonView } | null

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
          <Button leftSection={<PlusIcon />} onClick={() => setOpened({ dialog: 'invite' })} disabled={!rights.people}>
            Invite
          </Button>
        }
      />
      {rights.people ? null : <NotAllowed>People are invited and changed by the owner and administrators.</NotAllowed>}
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
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Role</th>
                  <th scope="col">Apps</th>
                  <th scope="col">Also allowed</th>
                  <th scope="col">Last sign-in</th>
                  <th scope="col">
                    <span className={table.hidden}>Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {persons.map((person) => (
                  <PersonRow
                    key={person.personId}
                    person={person}
                    onAct={rights.people ? (dialog) => setOpened({ dialog, person }) : undefined}
                  />
                ))}
              </tbody>
            </table>
          )}
        </Answer>
      </Card>
      {opened?.dialog === 'invite' ? <Invite onClose={close} /> : null}
      {opened?.dialog === 'role' ? <ChangeRole person={opened.person} onClose={close} /> : null}
      {opened?.dialog === 'link' ? <PasswordLink person={opened.person} onClose={close} /> : null}
      {opened?.dialog === 'remove' ? <RemovePerson person={opened.person} onClose={close} /> : null}
    </>
  )
}
