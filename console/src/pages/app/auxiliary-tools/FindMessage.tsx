import { Button, TextInput } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { Form } from '../../../ui/Form.tsx'
import type { AppView } from '../useApp.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { MessageFacts } from './MessageFacts.tsx'
import { isMessageKey } from './message-key.ts'
import { ToolPage } from './ToolPage.tsx'
import styles from './tools.module.css'

/** **Auxiliary Tools** > **Find Message**: a key pasted, and what is known of the message. */
export function FindMessage() {
  const { key } = useSearch({ from: '/frame/apps/$sdkAppId/auxiliary-tools/message' })
  return <ToolPage title="Find Message">{(app) => <Finder key={key} app={app} asked={key} />}</ToolPage>
}

function Finder({ app, asked }: { app: AppView; asked: string }) {
  const { sdkAppId } = app
  const navigate = useNavigate()
  const [typed, setTyped] = useState(asked)
  const answer = useAnswer('message.find', { sdkAppId, key: asked }, { enabled: isMessageKey(asked), once: true })
  const wrong = typed.trim() !== '' && typed === asked && !isMessageKey(asked)
  return (
    <div className={styles.cards}>
      <Card title="Find Message">
        <Form
          className={styles.form}
          onSubmit={() => {
            void navigate({ to: '/apps/$sdkAppId/auxiliary-tools/message', params: { sdkAppId }, search: { key: typed.trim() } })
            if (asked === typed.trim() && isMessageKey(asked)) void answer.refetch()
          }}
        >
          <TextInput
            label="Message key"
            description="The MsgKey of a message to a user, or a GroupId and a MsgSeq with a blank between."
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={wrong ? 'This is no key of a message: MsgSeq_MsgRandom_MsgTime, or a GroupId and a MsgSeq.' : null}
            maxLength={220}
            required
            withAsterisk={false}
            autoComplete="off"
            spellCheck={false}
          />
          <Button type="submit">Find</Button>
        </Form>
      </Card>
      {isMessageKey(asked) ? (
        <Answer
          of={answer}
          waiting={
            <Card>
              <Bars rows={5} />
            </Card>
          }
        >
          {({ messages, more }) => (
            <div role="status" className={styles.cards}>
              {messages.length === 0 ? (
                <p className={styles.says}>
                  No message has this key. It was never kept, belongs to another app, or the {app.configuration.historyDays} days for which
                  messages are stored are over.
                </p>
              ) : null}
              {messages.map((message) => (
                <MessageFacts key={`${message.key} ${message.receiverId}`} sdkAppId={sdkAppId} message={message} />
              ))}
              {more ? (
                <p className={styles.says}>More messages have this key: it was sent to many at once. These are the first 20.</p>
              ) : null}
            </div>
          )}
        </Answer>
      ) : null}
      <ZoneNote at={app.createdAt} />
    </div>
  )
}
