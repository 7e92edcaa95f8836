import { Button, TextInput, UnstyledButton } from '@mantine/core'
import type { Conversation } from '@plenum/sdk'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { Form } from '../../../ui/Form.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import { ChatLine } from './ChatLine.tsx'
import styles from './TryTheService.module.css'
import { useChat } from './useChat.ts'
import { usePins } from './usePins.ts'
import { useReactions } from './useReactions.ts'
import type { TestUser } from './useTestUser.ts'

interface ChatPaneProps {
  user: TestUser
  onRename: (userId: string) => void
  conversation: Conversation | null
  /** Messages stay, and can be reacted to and pinned. */
  isKept: boolean
  /** What must be done before one can speak here. */
  before: ReactNode
  /** Says why the user cannot be signed in from here. */
  notAllowed: string | null
}

const states: Record<TestUser['state'], string> = {
  out: 'Not signed in',
  signingIn: 'Signing in',
  in: 'Online',
  connecting: 'Connecting again',
}

/** One test user: signs in, hears, speaks. */
export function ChatPane({ user, onRename, conversation, isKept, before, notAllowed }: ChatPaneProps) {
  const { lines, trouble, say, attempt } = useChat(user.client, conversation)
  const reactionsTo = useReactions(user.client)
  const isIn = before === null
  const isGroup = isKept && conversation !== null && 'groupId' in conversation
  const pins = usePins(user.client, isIn && isKept ? conversation : null)
  const [text, setText] = useState('')
  const end = useRef<HTMLOListElement>(null)
  const isOut = user.state === 'out'

  useEffect(() => {
    if (lines.length > 0) end.current?.lastElementChild?.scrollIntoView({ block: 'nearest' })
  }, [lines.length])

  async function submit() {
    const words = text.trim()
    if (words === '') return
    setText('')
    // What was refused stands in the field again.
    if (!(await say(words))) setText((now) => now || words)
  }

  function react(sequence: number, reactionId: string, isTakenBack: boolean) {
    if (!conversation) return
    const command = isTakenBack ? 'reaction.remove' : 'reaction.add'
    void attempt((client) => client.call(command, { conversation, sequence, reactionId }))
  }

  function pin(sequence: number, isPinned: boolean) {
    if (!conversation || !('groupId' in conversation)) return
    const { groupId } = conversation
    void attempt((client) => client.call(isPinned ? 'group.pinMessage' : 'group.unpinMessage', { groupId, sequence }))
  }

  return (
    <section className={styles.pane} aria-label={user.userId}>
      <header className={styles.head}>
        {isOut ? (
          <TextInput
            label="UserID"
            value={user.userId}
            onChange={(event) => onRename(event.currentTarget.value)}
            maxLength={32}
            autoComplete="off"
            spellCheck={false}
          />
        ) : (
          <div>
            <h2>{user.userId}</h2>
            <p className={styles.state} data-state={user.state}>
              {states[user.state]}
            </p>
          </div>
        )}
        {isOut || user.state === 'signingIn' ? (
          <Button
            variant="default"
            loading={user.state === 'signingIn'}
            disabled={user.userId.trim() === '' || notAllowed !== null}
            onClick={() => void user.signIn()}
          >
            Sign in
          </Button>
        ) : (
          <Button variant="default" onClick={() => void user.signOut()}>
            Sign out
          </Button>
        )}
      </header>
      {user.trouble ? <Refused failure={user.trouble} /> : null}
      {pins.length > 0 ? (
        <ul className={styles.pins} aria-label={`Pinned for ${user.userId}`}>
          {pins.map(({ sequence, text: words }) => (
            <li key={sequence}>
              <span className={styles.pinned}>
                <span className={styles.from}>Pinned</span> {words}
              </span>
              <UnstyledButton className={styles.quiet} aria-label={`Unpin: ${words}`} onClick={() => pin(sequence, false)}>
                Unpin
              </UnstyledButton>
            </li>
          ))}
        </ul>
      ) : null}
      <ol className={styles.lines} ref={end} aria-live="polite" aria-label={`What ${user.userId} sees`}>
        {lines.map((line) => (
          <ChatLine
            key={line.key}
            line={line}
            reactions={conversation && line.sequence ? reactionsTo(conversation, line.sequence) : []}
            onReact={({ reactionId, mine }) => react(line.sequence!, reactionId, mine)}
            onPin={isGroup && !pins.some(({ sequence }) => sequence === line.sequence) ? () => pin(line.sequence!, true) : null}
          />
        ))}
      </ol>
      {trouble ? <Refused failure={trouble} /> : null}
      {user.client && isIn && conversation ? (
        <Form className={styles.speak} onSubmit={() => void submit()}>
          <TextInput
            aria-label={`Message from ${user.userId}`}
            placeholder="Message"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={1000}
            autoComplete="off"
          />
          <Button type="submit" disabled={text.trim() === ''}>
            Send
          </Button>
        </Form>
      ) : user.client ? (
        <div className={styles.before}>{before}</div>
      ) : null}
    </section>
  )
}
