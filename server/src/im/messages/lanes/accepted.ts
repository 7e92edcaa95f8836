import { Refusal } from '@plenum/contract'
import { StaleRevision } from '../../../road/context.ts'
import type { Written } from './write-batch.ts'

/** What became of a message, when it is kept or delivered; otherwise the refusal. */
export function accepted(written: Written, { senderId, receiverId }: { senderId: string; receiverId?: string }) {
  switch (written.outcome) {
    case 'sent':
    case 'passed':
    case 'duplicate':
      return written
    case 'stale':
      throw new StaleRevision()
    case 'group_unknown':
      throw new Refusal('group_unknown')
    case 'sender_unknown':
      throw new Refusal('sender_unknown', { userId: senderId })
    case 'receiver_unknown':
      throw new Refusal('receiver_unknown', { userId: receiverId })
    case 'not_supported':
      throw new Refusal('group_not_supported')
    case 'muted':
      throw new Refusal(receiverId === undefined ? 'sender_muted' : 'direct_sender_muted', { userId: senderId })
    case 'not_member':
      throw new Refusal('not_a_member', { userId: senderId })
    case 'blocked':
      throw new Refusal('sender_blocked')
    case 'not_friends':
      throw new Refusal('not_friends', { userId: receiverId })
    case 'too_early':
      throw new Refusal('message_time_invalid')
  }
}
