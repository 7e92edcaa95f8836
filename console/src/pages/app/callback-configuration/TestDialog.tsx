import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { CallbackChoice } from './CallbackChoice.tsx'
import type { Callbacks } from './CallbackConfiguration.tsx'
import styles from './callbacks.module.css'

/** Sends one of each kind chosen, with made-up content, and shows what came back. */
export function TestDialog({ app, callbacks, onClose }: { app: AppView; callbacks: Callbacks; onClose: () => void }) {
  const test = useChange('callback.test')
  const [commands, setCommands] = useState(callbacks.commands)
  return (
    <Dialog
      opened
      wide
      onClose={onClose}
      title="Test"
      below={callbacks.url}
      refused={test.error}
      cancelLabel="Close"
      confirm={{
        label: 'Send',
        onConfirm: () => test.mutate({ sdkAppId: app.sdkAppId, commands }),
        disabled: commands.length === 0,
        waiting: test.isPending,
      }}
    >
      <p>One of each is sent with made-up content. Nothing happens to the app.</p>
      {test.data ? (
        <ul className={styles.results} aria-live="polite">
          {test.data.tested.map((one) => (
            <Tested key={one.command} one={one} />
          ))}
        </ul>
      ) : null}
      <div className={styles.group}>
        <CallbackChoice value={commands} onChange={setCommands} />
      </div>
    </Dialog>
  )
}

function Tested({ one: { command, answer } }: { one: Output<'callback.test'>['tested'][number] }) {
  return (
    <li>
      <h3>{command}</h3>
      <span className={answer.status === 200 ? styles.ok : styles.bad}>
        {answer.status === null ? `No answer: ${answer.error}` : `${answer.status} after ${answer.tookMs} ms`}
      </span>
      {answer.text ? <code className={styles.said}>{answer.text}</code> : null}
    </li>
  )
}
