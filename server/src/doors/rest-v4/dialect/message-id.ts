import { hash } from 'node:crypto'
import { unixSecondsOf } from './spelling.ts'

interface Said {
  senderId: string
  at: string
  random: number
}

/**
 * `MsgId`, of the documented form: a number for the sender, the second, and the number the sender made up. All three stand with the message,
 * so whoever asks again, and however late, gets the same.
 */
export function messageId({ senderId, at, random }: Said): string {
  return `${senderNumber(senderId)}-${unixSecondsOf(at)}-${random}`
}

/** Nobody has a number here: 60 bits of the hash of the UserID. */
function senderNumber(userId: string): bigint {
  return BigInt(`0x${hash('sha256', userId).slice(0, 15)}`)
}
