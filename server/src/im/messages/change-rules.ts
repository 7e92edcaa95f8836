import { type Message, Refusal } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'
import type { MembershipOf } from './membership.ts'

/** Whether the time in which a user may recall a message is over; the app's server has no such time. */
export function isTooLateToRecall({ at }: Pick<Message, 'at'>, { app, caller, now }: AppContext): boolean {
  return caller.kind === 'user' && now.getTime() - new Date(at).getTime() > app.settings.recallSeconds * 1000
}

/** Everybody takes back their own messages, an owner all, an admin those of plain members. */
export function mayRecall(member: MembershipOf, userId: string, senderId: string, senderRole: MembershipOf['role'] | null): boolean {
  if (senderId === userId || member.role === 'Owner') return true
  return member.role === 'Admin' && senderRole !== 'Owner' && senderRole !== 'Admin'
}

/** Nobody rewrites over what another has changed meanwhile; 0: it was never changed. */
export function refuseLostUpdate({ change = 0 }: Pick<Message, 'change'>, expectedChange: number | undefined): void {
  if (expectedChange !== undefined && expectedChange !== change) throw new Refusal('message_changed', { change })
}
