import { Checkbox } from '@mantine/core'
import type { AppUser } from '@plenum/contract'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import table from '../../../ui/Table.module.css'
import styles from '../lists/lists.module.css'
import type { Chosen } from '../lists/useChosen.ts'

interface AccountTableProps {
  users: AppUser[]
  chosen: Chosen
  mayChange: boolean
  onAct: (dialog: 'edit' | 'export' | 'offline', userId: string) => void
}

export function AccountTable({ users, chosen, mayChange, onAct }: AccountTableProps) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Username</th>
          <th scope="col">Nickname</th>
          <th scope="col">Type</th>
          <th scope="col">Profile photo</th>
          <th scope="col">Creation time</th>
          <th scope="col" className={table.figure}>
            Operation
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map(({ userId, nick, faceUrl, isAdministrator, createdAt }) => (
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
            <td>{isAdministrator ? 'Admin' : 'General'}</td>
            <td data-none={faceUrl === '' || undefined}>
              <Photo url={faceUrl} userId={userId} />
            </td>
            <td>{dates.moment(createdAt)}</td>
            <td>
              <div className={styles.operations}>
                <Link label={`Edit ${userId}`} disabled={!mayChange} onClick={() => onAct('edit', userId)}>
                  Edit
                </Link>
                <Link label={`Export ${userId}`} onClick={() => onAct('export', userId)}>
                  Export
                </Link>
                <Link label={`Force ${userId} offline`} tone="ink" disabled={!mayChange} onClick={() => onAct('offline', userId)}>
                  Force offline
                </Link>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Pictures of elsewhere are not loaded into the console; a link opens only what is an address of the web. */
function Photo({ url, userId }: { url: string; userId: string }) {
  if (url === '') return '–'
  if (!/^https?:\/\//i.test(url)) return 'no address'
  return (
    <a href={url} target="_blank" rel="noreferrer" aria-label={`Photo of ${userId}`}>
      Photo
    </a>
  )
}
