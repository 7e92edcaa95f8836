import { type Message, messageBytesMax, Refusal } from '@plenum/contract'

const mentionsMax = 30
const dayMs = 24 * 60 * 60 * 1000

type Said = Pick<Message, 'body' | 'cloudCustomData'>

/** The body as it is kept, written once on its way, and what counts towards the size of a message. */
export function measured({ body, cloudCustomData }: Said): { bodyText: string; bytes: number } {
  const bodyText = JSON.stringify(body)
  return { bodyText, bytes: Buffer.byteLength(bodyText) + Buffer.byteLength(cloudCustomData) }
}

export const bytesOf = (said: Said) => measured(said).bytes

/** Refuses what is too long. */
export function checked(said: Said) {
  const found = measured(said)
  if (found.bytes > messageBytesMax) throw new Refusal('message_too_long', { allowed: messageBytesMax })
  return found
}

export const checkedBytes = (said: Said) => checked(said).bytes

export function refuseTooManyMentions(mentions: unknown[]): void {
  if (mentions.length > mentionsMax) throw new Refusal('too_many_mentions', { allowed: mentionsMax })
}

/** Messages up to this moment are past the storage period. */
export function hiddenUntil(now: Date, historyDays: number): Date {
  return new Date(now.getTime() - historyDays * dayMs)
}
