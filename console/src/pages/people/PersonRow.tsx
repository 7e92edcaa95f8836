import { Menu } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useSession } from '../../data/session.ts'
import { useDates } from '../../ui/dates.ts'
import { MoreIcon } from '../../ui/icons.tsx'
import table from '../../ui/Table.module.css'
import { Tag } from '../../ui/Tag.tsx'
import { grantsText, scopeText } from './access-words.ts'
import styles from './People.module.css'
import { roleName } from './roles.ts'

export type PersonView = Output<'person.list'>['persons'][number]

export type PersonDialog = 'role' | 'name' | 'link' | 'remove'

interface PersonRowProps {
  person: PersonView
  /** Absent where the viewer may only read. */
  onAct?: ((dialog: PersonDialog) => void) | undefined
}

export function PersonRow({ person, onAct }: PersonRowProps) {
  const dates = useDates()
  const session = useSession()
  const isMe = person.personId === session.person.personId
  const isOwner = person.role === 'owner'
  return (
    <tr>
      <th scope="row">
        <span className={styles.name}>
          {person.invited ? person.email : person.name}
          {isMe ? <Tag tone="quiet">You</Tag> : null}
          {person.invited ? <Tag tone="warn">Invited</Tag> : null}
        </span>
        {person.invited ? null : <span className={table.quiet}>{person.email}</span>}
      </th>
      <td>{roleName(person.role)}</td>
      <td data-label="Apps" className={table.long}>
        {isOwner ? 'All' : scopeText(person.scope)}
      </td>
      <td data-label="Also allowed" data-none={(!isOwner && person.grants.length === 0) || undefined}>
        {isOwner ? 'Everything' : grantsText(person.grants)}
      </td>
      <td data-label="Last sign-in" data-none={person.lastSignInAt === null || undefined}>
        {person.lastSignInAt ? dates.day(person.lastSignInAt) : '–'}
      </td>
      <td>
        {onAct && !(isOwner && session.role !== 'owner') ? (
          <div className={table.actions}>
            <Menu width={220}>
              <Menu.Target>
                <button type="button" className={styles.more} aria-label={`Actions for ${person.invited ? person.email : person.name}`}>
                  <MoreIcon />
                </button>
              </Menu.Target>
              <Menu.Dropdown>
                {isOwner || person.invited ? null : <Menu.Item onClick={() => onAct('role')}>Change role</Menu.Item>}
                {isOwner || person.invited ? null : <Menu.Item onClick={() => onAct('name')}>Change name</Menu.Item>}
                {person.invited ? null : <Menu.Item onClick={() => onAct('link')}>New password link</Menu.Item>}
                {isOwner ? null : (
                  <Menu.Item onClick={() => onAct('remove')}>{person.invited ? 'Withdraw invitation' : 'Remove'}</Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </div>
        ) : null}
      </td>
    </tr>
  )
}
