import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'
import { kinds } from './kinds.ts'
import { ThirdPartyDialog } from './ThirdPartyDialog.tsx'

/** **Third-party callback configuration**: which callbacks, and what happens without an answer. */
export function ThirdParty({ app, callbacks, reason }: { app: AppView; callbacks: Callbacks; reason: string | null }) {
  const [editing, setEditing] = useState(false)
  const on = kinds.flatMap(({ name, callbacks: ofKind }) => {
    const ticked = ofKind.filter((callback) => callbacks.commands.includes(callback))
    return ticked.length > 0 ? [{ name, ticked }] : []
  })
  return (
    <Card
      title="Third-party callback configuration"
      action={
        <Link label="Edit Third-party callback configuration" onClick={() => setEditing(true)} disabled={reason !== null}>
          Edit
        </Link>
      }
    >
      {on.length === 0 ? <p className={styles.none}>No callback is switched on.</p> : null}
      {on.map(({ name, ticked }) => (
        <section key={name} className={styles.group}>
          <h3>{name}</h3>
          <ul className={styles.names}>
            {ticked.map((callback) => (
              <li key={callback}>{callback}</li>
            ))}
          </ul>
        </section>
      ))}
      <div className={styles.group}>
        <FactRows
          facts={[
            {
              label: 'Policy when a "before" callback times out',
              value: callbacks.unanswered === 'refuse' ? 'Do not deliver' : 'Deliver',
            },
            { label: 'Retry of "after" callbacks on timeout', value: callbacks.retries ? 'On' : 'Off' },
          ]}
        />
      </div>
      {editing ? <ThirdPartyDialog app={app} callbacks={callbacks} onClose={() => setEditing(false)} /> : null}
    </Card>
  )
}
