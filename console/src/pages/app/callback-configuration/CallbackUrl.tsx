import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import { countOf } from '../../../ui/numbers.ts'
import type { AppView } from '../useApp.ts'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'
import { TokenDialog } from './TokenDialog.tsx'

interface CallbackUrlProps {
  app: AppView
  callbacks: Callbacks
  reason: string | null
  onEdit: () => void
}

/** **Callback URL configuration**: where, how it is signed, and how it goes. */
export function CallbackUrl({ app, callbacks, reason, onEdit }: CallbackUrlProps) {
  const dates = useDates()
  const [rotating, setRotating] = useState(false)
  const { url, signed, previousUntil, waiting, dropped, droppedAt, pause } = callbacks
  return (
    <Card
      title="Callback URL configuration"
      action={
        <Link label="Edit Callback URL configuration" onClick={onEdit} disabled={reason !== null}>
          Edit
        </Link>
      }
    >
      <FactRows
        facts={[
          { label: 'Callback URL', value: <span className={styles.url}>{url}</span> },
          {
            label: 'Authentication',
            value: signed ? 'Sign and webhook-signature' : <span className={styles.none}>Calls are not signed</span>,
            action: (
              <Link onClick={() => setRotating(true)} disabled={reason !== null}>
                {signed ? 'New token' : 'Sign calls'}
              </Link>
            ),
          },
          { label: 'Waiting', value: waiting === 0 ? 'Nothing' : countOf(waiting, 'delivery', 'deliveries') },
          ...(dropped > 0 && droppedAt
            ? [{ label: 'Dropped', value: `${countOf(dropped, 'delivery', 'deliveries')}, last on ${dates.moment(droppedAt)}` }]
            : []),
        ]}
      />
      {previousUntil ? (
        <p className={styles.note}>Sign is made with the token before the present one until {dates.moment(previousUntil)}.</p>
      ) : null}
      {pause ? (
        <p className={pause.isNow ? styles.warn : styles.note}>
          {pause.isNow
            ? `Nobody is asked until ${dates.moment(pause.until, { seconds: true })}: five answers in a row failed (${pause.reason}). The policy below holds at once.`
            : `Last pause on ${dates.moment(pause.at)}: five answers in a row had failed (${pause.reason}).`}
        </p>
      ) : null}
      {reason ? <NotAllowed>{reason}</NotAllowed> : null}
      {rotating ? <TokenDialog app={app} callbacks={callbacks} onClose={() => setRotating(false)} /> : null}
    </Card>
  )
}
