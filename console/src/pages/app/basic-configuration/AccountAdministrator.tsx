import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import { AddAdminDialog } from './AddAdminDialog.tsx'
import styles from './cards.module.css'
import { DeleteAdminDialog } from './DeleteAdminDialog.tsx'

/** **Account Administrator**: users who may call REST. */
export function AccountAdministrator({ app }: { app: AppView }) {
  const dates = useDates()
  const dialogs = useDialogs<'add' | 'delete'>()
  const [leaving, setLeaving] = useState('')
  const reason = whyNot(app, 'develop')
  const full = app.admins.length >= app.adminsAllowed
  const last = app.admins.length === 1
  return (
    <Card
      title="Account Administrator"
      aside={`${app.admins.length} of ${app.adminsAllowed}`}
      action={
        <Link onClick={() => dialogs.open('add')} disabled={Boolean(reason) || full}>
          Add Admin
        </Link>
      }
    >
      <ul className={styles.admins}>
        {app.admins.map((admin) => (
          <li key={admin.userId}>
            <span>{admin.userId}</span>
            <span>{admin.userId === 'administrator' ? 'default' : `added ${dates.day(admin.addedAt)}`}</span>
            <Link
              tone="ink"
              label={`Delete ${admin.userId}`}
              disabled={Boolean(reason) || last}
              onClick={() => {
                setLeaving(admin.userId)
                dialogs.open('delete')
              }}
            >
              Delete
            </Link>
          </li>
        ))}
      </ul>
      {reason ? (
        <NotAllowed>{reason}</NotAllowed>
      ) : full ? (
        <NotAllowed>An app has at most {app.adminsAllowed} administrators.</NotAllowed>
      ) : last ? (
        <NotAllowed>An app keeps at least one administrator.</NotAllowed>
      ) : null}
      <AddAdminDialog key={`add ${dialogs.opening}`} app={app} {...dialogs.of('add')} />
      <DeleteAdminDialog key={`delete ${dialogs.opening}`} app={app} userId={leaving} {...dialogs.of('delete')} />
    </Card>
  )
}
