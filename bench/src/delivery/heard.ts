import type { Events } from '@plenum/sdk'

type Message = Events['message.sent']

/** What one client heard in one conversation, and what it should have. */
export interface Witness {
  userId: string
  /** From this number on, exclusive: where it came in. */
  from: number
  /** The last number there was before it asked to come in: what was said between then and coming in may be heard or not. */
  before: number
  /** Of whoever left: the number of the last message there was when that was done. null: it is still there. */
  leftAt: number | null
  heard: Message[]
  /** Numbers of messages of which it was told that they were taken back. */
  toldRecalled: Set<number>
}

export interface Verdict {
  lost: string[]
  doubled: string[]
  disordered: string[]
  strange: string[]
}

export const nothingWrong = (): Verdict => ({ lost: [], doubled: [], disordered: [], strange: [] })

/**
 * Compares what a client heard with what is stored: everything meant for it, once, in order, the last one too; and nothing else. What it
 * said itself on this connection it does not hear, unless the server had lost the answer and the client asked. Of what was taken back it need
 * not hear, but who heard it before is told.
 */
export function judge(
  place: string,
  { userId, from, before, leftAt, heard, toldRecalled }: Witness,
  stored: Message[],
  verdict: Verdict,
): void {
  const most = leftAt ?? Number.MAX_SAFE_INTEGER
  // What was on its way when somebody left need not come any more; before what came there may be no hole.
  const last = leftAt === null ? most : Math.max(from, ...heard.map(({ sequence }) => sequence!))
  const isMeant = ({ receiverIds, senderId }: Message) => !receiverIds || receiverIds.includes(userId) || senderId === userId
  const expected = stored.filter((message) => message.sequence! > from && message.sequence! <= last && isMeant(message))
  const numbers = heard.map(({ sequence }) => sequence!)
  const seen = new Set<number>()
  let highest = 0
  for (const number of numbers) {
    if (seen.has(number)) verdict.doubled.push(`${place} ${number} by ${userId}`)
    else if (number < highest) verdict.disordered.push(`${place} ${number} after ${highest} by ${userId}`)
    seen.add(number)
    highest = Math.max(highest, number)
  }
  for (const { sequence, senderId, recalledAt } of expected) {
    if (senderId === userId) continue
    if (!recalledAt && !seen.has(sequence!)) verdict.lost.push(`${place} ${sequence} by ${userId}`)
    if (recalledAt && seen.has(sequence!) && leftAt === null && !toldRecalled.has(sequence!))
      verdict.lost.push(`${place} ${sequence} was taken back, by ${userId}`)
  }
  const meant = new Set(stored.filter(isMeant).map(({ sequence }) => sequence!))
  for (const number of seen)
    if (number <= before || number > most || !meant.has(number)) verdict.strange.push(`${place} ${number} by ${userId}`)
}
