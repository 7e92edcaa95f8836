import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import { Secret } from '../../people/OneTimeLink.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'

export function TokenDialog({ app, callbacks, onClose }: { app: AppView; callbacks: Callbacks; onClose: () => void }) {
  const { sdkAppId } = app
  const dates = useDates()
  const rotate = useChange('callback.rotateToken')
  const remove = useChange('callback.removeToken')
  const [token, setToken] = useState('')
  const [atOnce, setAtOnce] = useState(false)

  if (rotate.data) {
    const { previousUntil } = rotate.data
    return (
      <Dialog opened onClose={onClose} title="Token and secret" below="Shown this once." cancelLabel="Close">
        <div className={styles.results}>
          <section>
            <h3>Token, for Sign</h3>
            <Secret value={rotate.data.token} what="token" />
          </section>
          <section>
            <h3>Secret, for webhook-signature</h3>
            <Secret value={rotate.data.secret} what="secret" />
          </section>
        </div>
        {previousUntil ? (
          <p className={styles.note}>
            Sign is made with the token before until {dates.moment(previousUntil)}; until then webhook-signature has both secrets.
          </p>
        ) : null}
      </Dialog>
    )
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title={callbacks.signed ? 'New token' : 'Sign calls'}
      below={appLine(app)}
      refused={rotate.error ?? remove.error}
      confirm={{
        onConfirm: () => rotate.mutate({ sdkAppId, atOnce, ...(token.trim() && { token: token.trim() }) }),
        waiting: rotate.isPending,
      }}
    >
      <TextInput
        label="Token"
        description="Left empty, one is made up. 8 to 64 characters."
        maxLength={64}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        autoComplete="off"
      />
      {callbacks.signed ? (
        <>
          <div className={styles.group}>
            <Checkbox
              label="At once"
              description="The present token has leaked: it ends now, not in 24 hours."
              checked={atOnce}
              onChange={(event) => setAtOnce(event.currentTarget.checked)}
            />
          </div>
          <div className={styles.actions}>
            <Link
              tone="bad"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ sdkAppId }, { onSuccess: saying('Calls are signed no more.', onClose) })}
            >
              Sign calls no more
            </Link>
          </div>
        </>
      ) : null}
    </Dialog>
  )
}
