import type { Output } from '@plenum/contract'
import { Link } from '@tanstack/react-router'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useDates } from '../../../ui/dates.ts'
import { FactRows } from '../../../ui/FactRows.tsx'
import styles from './tools.module.css'

type Message = Output<'message.find'>['messages'][number]

/** Who said it to whom and when, and what as plain text. */
export function MessageFacts({ sdkAppId, message }: { sdkAppId: number; message: Message }) {
  const dates = useDates()
  const { groupId, receiverId, topicId } = message
  return (
    <Card title="Message">
      <FactRows
        facts={[
          {
            label: 'Key',
            value: (
              <span className={styles.long}>
                {message.key} <CopyButton value={message.key} what="Key" />
              </span>
            ),
          },
          { label: 'Sender', value: message.isSystem ? 'The service' : <User sdkAppId={sdkAppId} userId={message.senderId} /> },
          ...(receiverId === null ? [] : [{ label: 'Receiver', value: <User sdkAppId={sdkAppId} userId={receiverId} /> }]),
          ...(groupId === null
            ? []
            : [
                {
                  label: 'Group',
                  value: (
                    <Link className={styles.link} to="/apps/$sdkAppId/group-management/details" params={{ sdkAppId }} search={{ groupId }}>
                      {groupId}
                    </Link>
                  ),
                },
              ]),
          ...(topicId === null ? [] : [{ label: 'Topic', value: <span className={styles.long}>{topicId}</span> }]),
          { label: 'Time', value: dates.moment(message.at, { seconds: true }) },
          { label: 'Type', value: [...new Set(message.types)].join(', ') },
          { label: 'State', value: stateOf(message, dates.moment) },
          { label: 'Text', value: textOf(message) },
        ]}
      />
    </Card>
  )
}

function User({ sdkAppId, userId }: { sdkAppId: number; userId: string }) {
  return (
    <Link className={styles.link} to="/apps/$sdkAppId/account-management" params={{ sdkAppId }} search={{ search: userId }}>
      {userId}
    </Link>
  )
}

function stateOf({ recalledAt, isChanged }: Message, moment: (at: string) => string): string {
  if (recalledAt !== null) return `Recalled ${moment(recalledAt)}`
  return isChanged ? 'Rewritten since it was said' : 'As it was said'
}

function textOf({ text, isCut, recalledAt }: Message) {
  if (recalledAt !== null) return <span className={styles.none}>Its words are gone</span>
  if (text === null) return <span className={styles.none}>Shown to the owner, administrators and developers</span>
  return (
    <span className={styles.words}>
      {text}
      {isCut ? ' …' : ''}
    </span>
  )
}
