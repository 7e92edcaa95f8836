import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Card } from '../../../ui/Card.tsx'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import { AddKeyDialog } from './AddKeyDialog.tsx'
import styles from './cards.module.css'
import { KeyFacts } from './KeyFacts.tsx'
import { RemoveKeyDialog } from './RemoveKeyDialog.tsx'

type Key = AppView['keys'][number]

/** As the ledger calls it. */
const nameOf = ({ keyId }: Key) => `Key ${keyId}`

/** **Basic Information**: the keys that sign UserSigs. Hidden until someone asks, and that is recorded. */
export function Keys({ app }: { app: AppView }) {
  const reveal = useChange('key.reveal')
  const dialogs = useDialogs<'add' | 'remove'>()
  const [secrets, setSecrets] = useState<Record<number, string>>({})
  const [leaving, setLeaving] = useState<Key | null>(null)
  const keys = app.keys.toSorted((one, other) => one.keyId - other.keyId)
  const full = keys.length >= app.keysAllowed

  function show({ keyId }: Key) {
    reveal.mutate(
      { sdkAppId: app.sdkAppId },
      {
        onSuccess: ({ keys }) => {
          const shown = keys.find((key) => key.keyId === keyId)
          if (shown) setSecrets((before) => ({ ...before, [keyId]: shown.secretKey }))
        },
      },
    )
  }

  return (
    <Card
      title="Basic Information"
      action={
        full ? null : (
          <Link onClick={() => dialogs.open('add')} disabled={Boolean(whyNot(app, 'key'))}>
            Add a second key
          </Link>
        )
      }
    >
      {keys.map((key, index) => (
        <KeyFacts
          key={key.keyId}
          name={keys.length > 1 ? nameOf(key) : 'Key'}
          first={index === 0}
          facts={key}
          secret={secrets[key.keyId] ?? null}
          onShow={() => show(key)}
          onHide={() => setSecrets(({ [key.keyId]: _, ...others }) => others)}
          mayShow={app.may.key && !reveal.isPending}
          onRemove={
            keys.length > 1
              ? () => {
                  setLeaving(key)
                  dialogs.open('remove')
                }
              : null
          }
          mayRemove={!whyNot(app, 'key')}
        />
      ))}
      {Object.keys(secrets).length > 0 ? <p className={styles.shown}>Shown. The ledger page records who and when.</p> : null}
      {reveal.error ? <Refused failure={reveal.error} /> : null}
      {whyNot(app, 'key') ? <NotAllowed>{whyNot(app, 'key')}</NotAllowed> : null}
      <AddKeyDialog
        key={`add ${dialogs.opening}`}
        app={app}
        onAdded={(key) => setSecrets((before) => ({ ...before, [key.keyId]: key.secretKey }))}
        {...dialogs.of('add')}
      />
      <RemoveKeyDialog
        key={`remove ${dialogs.opening}`}
        app={app}
        leaving={leaving}
        name={leaving ? nameOf(leaving) : 'Key'}
        {...dialogs.of('remove')}
      />
    </Card>
  )
}
