import { randomInt } from 'node:crypto'
import { Refusal } from '@plenum/contract'
import type { Request } from '../../../road/context.ts'

const u32Max = 4_294_967_295
const stepMax = 64

/** Names a message between two users: within one second the sender's number says the order. */
export interface MessageName {
  /** Its seconds count. */
  at: Date
  clientSequence: number
  random: number
}

/** `MsgSeq_MsgRandom_MsgTime`. */
export function keyOf({ clientSequence, random, at }: MessageName): string {
  return `${clientSequence}_${random}_${Math.floor(at.getTime() / 1000)}`
}

export function parseKey(key: string): MessageName {
  const [clientSequence, random, seconds] = (/^(\d{1,10})_(\d{1,10})_(\d{1,10})$/.exec(key) ?? []).slice(1).map(Number)
  if (clientSequence === undefined || random! > u32Max || clientSequence > u32Max) throw new Refusal('message_key_invalid')
  return { clientSequence, random: random!, at: new Date(seconds! * 1000) }
}

/** Whoever sends no numbers finds the messages of one second in the order in which they were sent. */
export function countClientSequences(): () => number {
  let last = randomInt(2 ** 31)
  return () => {
    last = (last + randomInt(1, stepMax)) % (u32Max + 1)
    return last
  }
}

const next = countClientSequences()
const madeUp = new WeakMap<Request, number>()

/** Of a call without a MsgSeq: the same one for everybody who asks, however often it is run. */
export function madeUpSequence(request: Request): number {
  const sequence = madeUp.get(request) ?? next()
  madeUp.set(request, sequence)
  return sequence
}
