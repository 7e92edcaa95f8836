import { Checkbox } from '@mantine/core'
import type { AppGroup } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import { count } from '../../../ui/numbers.ts'
import table from '../../../ui/Table.module.css'
import styles from '../lists/lists.module.css'
import type { Chosen } from '../lists/useChosen.ts'
import { typeName } from './words.ts'

interface GroupTableProps {
  sdkAppId: number
  groups: AppGroup[]
  chosen: Chosen
  mayChange: boolean
  onAct: (dialog: 'send' | 'delete', groupId: string) => void
}

export function GroupTable({ sdkAppId, groups, chosen, mayChange, onAct }: GroupTableProps) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Group ID</th>
          <th scope="col">Owner</th>
          <th scope="col">Type</th>
          <th scope="col" className={table.figure}>
            Members
          </th>
          <th scope="col">Creation time</th>
          <th scope="col" className={table.figure}>
            Operation
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.map(({ groupId, name, ownerId, type, memberCount, createdAt }) => (
          <tr key={groupId}>
            <th scope="row">
              <Checkbox
                className={styles.box ?? ''}
                label={
                  <>
                    <span className={styles.id}>{groupId}</span> <span className={styles.below}>{name}</span>
                  </>
                }
                checked={chosen.isChosen(groupId)}
                onChange={(event) => chosen.choose(groupId, event.currentTarget.checked)}
              />
            </th>
            <td data-label="Owner" data-none={ownerId === null || undefined} style={{ overflowWrap: 'anywhere' }}>
              {ownerId ?? '–'}
            </td>
            <td>{typeName(type)}</td>
            <td className={table.figure} data-label="Members" data-none={type === 'AVChatRoom' || undefined}>
              {type === 'AVChatRoom' ? '–' : count(memberCount)}
            </td>
            <td>{dates.moment(createdAt)}</td>
            <td>
              <div className={styles.operations}>
                <RouterLink
                  className={styles.details}
                  to="/apps/$sdkAppId/group-management/details"
                  params={{ sdkAppId }}
                  search={{ groupId }}
                  aria-label={`View Details of ${groupId}`}
                >
                  View Details
                </RouterLink>
                <Link label={`Send Messages to ${groupId}`} disabled={!mayChange} onClick={() => onAct('send', groupId)}>
                  Send Messages
                </Link>
                <Link label={`Delete ${groupId}`} tone="ink" disabled={!mayChange} onClick={() => onAct('delete', groupId)}>
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
