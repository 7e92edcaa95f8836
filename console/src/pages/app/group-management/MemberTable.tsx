import { Checkbox } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import table from '../../../ui/Table.module.css'
import styles from '../lists/lists.module.css'
import type { Chosen } from '../lists/useChosen.ts'

interface MemberTableProps {
  members: Output<'appGroup.members'>['members']
  chosen: Chosen
  mayChange: boolean
  onDelete: (userId: string) => void
}

export function MemberTable({ members, chosen, mayChange, onDelete }: MemberTableProps) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Username</th>
          <th scope="col">Nickname</th>
          <th scope="col">Role</th>
          <th scope="col">Join time</th>
          <th scope="col">Last spoke</th>
          <th scope="col">
            <span className={table.hidden}>Operation</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ userId, nick, role, joinedAt, lastSpokeAt }) => (
          <tr key={userId}>
            <th scope="row">
              <Checkbox
                className={styles.box ?? ''}
                label={<span className={styles.id}>{userId}</span>}
                checked={chosen.isChosen(userId)}
                onChange={(event) => chosen.choose(userId, event.currentTarget.checked)}
              />
            </th>
            <td data-none={nick === '' || undefined} style={{ overflowWrap: 'anywhere' }}>
              {nick || '–'}
            </td>
            <td>{role}</td>
            <td data-label="Joined">{dates.moment(joinedAt)}</td>
            <td data-label="Last spoke" data-none={lastSpokeAt === null || undefined}>
              {lastSpokeAt ? dates.moment(lastSpokeAt) : '–'}
            </td>
            <td>
              <div className={styles.operations}>
                <Link label={`Delete ${userId}`} tone="ink" disabled={!mayChange} onClick={() => onDelete(userId)}>
                  Delete
                </Link>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
