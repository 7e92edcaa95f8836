import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'

export function UrlDialog({ app, callbacks, onClose }: { app: AppView; callbacks: Callbacks; onClose: () => void }) {
  const set = useChange('callback.set')
  const [url, setUrl] = useState(callbacks.url ?? '')
  const wanted = url.trim() === '' ? null : url.trim()
  const ends = wanted === null && callbacks.url !== null
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Callback URL configuration"
      below={appLine(app)}
      refused={set.error}
      confirm={{
        onConfirm: () =>
          set.mutate(
            { sdkAppId: app.sdkAppId, url: wanted },
            { onSuccess: saying(ends ? 'Nothing is asked or told any more.' : 'In force for the next request.', onClose) },
          ),
        disabled: wanted === callbacks.url,
        waiting: set.isPending,
        ends,
      }}
    >
      <TextInput
        data-autofocus
        label="Callback URL"
        description="Begins with http:// or https://. One for the app; an IP address is allowed."
        placeholder="https://"
        maxLength={500}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      {ends ? <p className={styles.note}>Without a URL all callbacks end, with the token, the certificate and what still waits.</p> : null}
    </Dialog>
  )
}
