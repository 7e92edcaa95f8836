import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { say } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { useDates } from '../../ui/dates.ts'
import { Link } from '../../ui/Link.tsx'
import table from '../../ui/Table.module.css'
import { Tag } from '../../ui/Tag.tsx'
import { eventsText } from './event-words.ts'
import { RemoveEndpoint } from './RemoveEndpoint.tsx'
import { RotateSecret } from './RotateSecret.tsx'
import styles from './webhooks.module.css'

export type Endpoint = Output<'endpoint.list'>['endpoints'][number]

export function EndpointTable({ endpoints }: { endpoints: Endpoint[] }) {
  const [open, setOpen] = useState<{ what: 'rotate' | 'remove'; endpoint: Endpoint } | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <table className={`${table.table} ${styles.endpoints}`}>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">Events</th>
            <th scope="col">Added</th>
            <th scope="col">
              <span className={table.hidden}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.endpointId} endpoint={endpoint} onOpen={(what) => setOpen({ what, endpoint })} />
          ))}
        </tbody>
      </table>
      {open?.what === 'rotate' ? <RotateSecret endpoint={open.endpoint} onClose={close} /> : null}
      {open?.what === 'remove' ? <RemoveEndpoint endpoint={open.endpoint} onClose={close} /> : null}
    </>
  )
}

function EndpointRow({ endpoint, onOpen }: { endpoint: Endpoint; onOpen: (what: 'rotate' | 'remove') => void }) {
  const { endpointId, url, allAccounts, events, previousUntil, createdAt, createdBy } = endpoint
  const dates = useDates()
  const test = useChange('endpoint.test')
  return (
    <tr>
      <th scope="row">
        <span className={styles.url}>{url}</span> {allAccounts ? <Tag tone="quiet">All accounts</Tag> : null}
        {previousUntil ? (
          <span className={styles.below}>The secret before the present one signs too until {dates.moment(previousUntil)}</span>
        ) : null}
      </th>
      <td data-label="Events">{eventsText(events)}</td>
      <td data-label="Added">
        {dates.day(createdAt)} <span className={table.quiet}>by {createdBy}</span>
      </td>
      <td>
        <ul className={styles.acts}>
          <li>
            <Link
              tone="ink"
              label={`Send a test to ${url}`}
              disabled={test.isPending}
              onClick={() => test.mutate({ endpointId }, { onSuccess: () => say('Sent. What came back stands under Last deliveries.') })}
            >
              Send a test
            </Link>
          </li>
          <li>
            <Link tone="ink" label={`Rotate secret of ${url}`} onClick={() => onOpen('rotate')}>
              Rotate secret
            </Link>
          </li>
          <li>
            <Link tone="ink" label={`Remove ${url}`} onClick={() => onOpen('remove')}>
              Remove
            </Link>
          </li>
        </ul>
      </td>
    </tr>
  )
}
