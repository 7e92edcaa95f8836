import { type Message, messageBytesMax, Refusal } from '@plenum/contract'

const mentionsMax = 30
const dayMs = 24 * 60 * 60 * 1000

/** What counts towards the size of a message. */
export function bytesOf({ body, cloudCustomData }: Pick<Message, 'body' | 'cloudCustomData'>): number {
  return Buffer.byteLength(JSON.stringify(body)) + Buffer.byteLength(cloudCustomData)
}

export function checkedBytes(said: Pick<Message, 'body' | 'cloudCustomData'>): number {
  const bytes = bytesOf(said)
  if (bytes > messageBytesMax) throw new Refusal('message_too_long', { allowed: messageBytesMax })
  return bytes
}

export function refuseTooManyMentions(mentions: unknown[]): void {
  if (mentions.length > mentionsMax) throw new Refusal('too_many_mentions', { allowed: mentionsMax })
}

/** Messages up to this moment are past the storage period. */
export function hiddenUntil(now: Date, historyDays: number): Date {
  return new Date(now.getTime() - historyDays * dayMs)
}
