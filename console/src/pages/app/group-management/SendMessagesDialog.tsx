import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { say } from '../../../data/said.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { Failures } from '../lists/Failures.tsx'
import styles from '../lists/lists.module.css'
import { useEach } from '../lists/useEach.ts'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

const charactersMax = 300

interface SendMessagesDialogProps {
  app: AppView
  groupIds: string[]
  opened: boolean
  onClose: () => void
}

/** To one group after the other. A second try sends to those that failed only, and under the same number, so that nobody reads it twice. */
export function SendMessagesDialog({ app, groupIds, opened, onClose }: SendMessagesDialogProps) {
  const send = useEach('appGroup.send')
  const [text, setText] = useState('')
  const [random] = useState(() => crypto.getRandomValues(new Uint32Array(1))[0]!)
  const [left, setLeft] = useState<string[] | null>(null)
  const [dropped, setDropped] = useState<string[]>([])
  const over = [...text].length - charactersMax
  const receivers = left ?? groupIds
  const groups = receivers.length === 1 ? receivers[0] : countOf(receivers.length, 'group')

  async function confirm() {
    const outcome = await send.run(receivers, (groupId) => ({ sdkAppId: app.sdkAppId, groupId, text, random }))
    const failed = outcome.filter(({ failure }) => failure)
    const late = outcome.filter(({ answer }) => answer?.sequence === null)
    setDropped(late.map(({ id }) => id))
    setLeft([...failed, ...late].map(({ id }) => id))
    if (failed.length + late.length > 0) return
    say(`Sent to ${groups}.`)
    onClose()
  }

  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Send Messages"
      below={appLine(app)}
      confirm={{ onConfirm: () => void confirm(), disabled: text.trim() === '' || over > 0, waiting: send.running }}
    >
      <div className={styles.fields}>
        <p className={styles.sentence}>To {groups}, in the name of the administrator.</p>
        <Textarea
          data-autofocus
          label="Message"
          rows={5}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          disabled={left !== null}
          description={over <= 0 ? `${-over} of ${charactersMax} characters left` : null}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={over > 0 ? `${countOf(over, 'character')} too many; a message has up to ${charactersMax}.` : null}
        />
      </div>
      <Failures of={send.failures} />
      {dropped.length > 0 ? (
        <p className={styles.outcome} role="alert">
          {dropped.join(', ')}: too many messages in this second. Confirm sends it again.
        </p>
      ) : null}
    </Dialog>
  )
}
