import { Checkbox, Radio } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { CallbackChoice } from './CallbackChoice.tsx'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'

export function ThirdPartyDialog({ app, callbacks, onClose }: { app: AppView; callbacks: Callbacks; onClose: () => void }) {
  const set = useChange('callback.set')
  const [commands, setCommands] = useState(callbacks.commands)
  const [unanswered, setUnanswered] = useState(callbacks.unanswered)
  const [retries, setRetries] = useState(callbacks.retries)
  return (
    <Dialog
      opened
      wide
      onClose={onClose}
      title="Third-party callback configuration"
      below={appLine(app)}
      refused={set.error}
      confirm={{
        onConfirm: () =>
          set.mutate(
            { sdkAppId: app.sdkAppId, commands, unanswered, retries },
            { onSuccess: saying('In force for the next request.', onClose) },
          ),
        waiting: set.isPending,
      }}
    >
      <CallbackChoice value={commands} onChange={setCommands} />
      <div className={styles.group}>
        <Radio.Group
          label={'Policy when a "before" callback times out'}
          value={unanswered}
          onChange={(value) => setUnanswered(value as typeof unanswered)}
        >
          <div className={styles.callbacks}>
            <Radio value="deliver" label="Deliver" description="What was asked about goes on." />
            <Radio value="refuse" label="Do not deliver" description="It is refused with 80003." />
          </div>
        </Radio.Group>
      </div>
      <div className={styles.group}>
        <Checkbox
          label={'Retry of "after" callbacks on timeout'}
          description="For a day, with growing pauses. What comes after in the same conversation waits. Off: each is tried once."
          checked={retries}
          onChange={(event) => setRetries(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}
