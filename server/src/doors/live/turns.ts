import { type Command, type CommandName, commands } from '@plenum/contract'

/** The conversation whose messages must stay in the order of the calls; null: of no matter. */
export function conversationOf(command: string, input: unknown): string | null {
  const spec: Command | undefined = Object.hasOwn(commands, command) ? commands[command as CommandName] : undefined
  if (spec?.effect !== 'lane' || typeof input !== 'object' || input === null) return null
  const { topicId, groupId, receiverId, peerId } = input as Record<string, unknown>
  return String(topicId ?? groupId ?? `${receiverId ?? peerId}`)
}

/**
 * One after the other for each conversation. A message may wait before it reaches its lane, or be sent again because the app was changed
 * meanwhile: its successor must not come first.
 */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  take<T>(conversation: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(conversation)
    const turn = before ? before.then(work, work) : work()
    this.last.set(conversation, turn)
    const done = () => {
      if (this.last.get(conversation) === turn) this.last.delete(conversation)
    }
    turn.then(done, done)
    return turn
  }
}
