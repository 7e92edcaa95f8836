import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { call } from '../data/call.ts'
import { client } from '../data/client.ts'
import { useRights, useSession } from '../data/session.ts'
import { forgetDrafts } from '../data/useDraft.ts'
import { roleName } from '../pages/people/roles.ts'
import styles from './Frame.module.css'
import { part } from './part.tsx'

const ChangePassword = lazy(part(() => import('./ChangePassword.tsx'), 'default'))
const RenamePerson = lazy(part(() => import('../pages/people/RenamePerson.tsx'), 'default'))

export function PersonMenu() {
  const { person, account, role } = useSession()
  const rights = useRights()
  const navigate = useNavigate()
  const [changing, setChanging] = useState<'name' | 'password' | null>(null)
  const close = () => setChanging(null)

  /** Whoever signs in next begins at the overview and finds nothing of this person in memory. */
  async function signOut() {
    await call('session.signOut', {})
    await navigate({ to: '/sign-in' })
    forgetDrafts()
    client.clear()
  }

  return (
    <>
      <Menu width={260}>
        <Menu.Target>
          <button type="button" className={styles.person} aria-label={`Signed in as ${person.name}`}>
            {initials(person.name)}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.who}>
            <b>{person.name}</b>
            {person.email}
            <br />
            {person.operator ? 'Operator' : `${roleName(role)}, ${account.name}`}
          </div>
          <Menu.Divider />
          <Menu.Item onClick={() => setChanging('name')}>Change name</Menu.Item>
          <Menu.Item onClick={() => setChanging('password')}>Change password</Menu.Item>
          {rights.people ? <Menu.Item onClick={() => void navigate({ to: '/api-keys' })}>API keys</Menu.Item> : null}
          {rights.people ? <Menu.Item onClick={() => void navigate({ to: '/webhooks' })}>Webhooks</Menu.Item> : null}
          <Menu.Divider />
          <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {changing === 'password' ? <ChangePassword onClose={close} /> : null}
        {changing === 'name' ? <RenamePerson person={person} onClose={close} /> : null}
      </Suspense>
    </>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return ((words[0]?.[0] ?? '') + (words.length > 1 ? (words.at(-1)?.[0] ?? '') : '')).toUpperCase()
}
