import type { Contact } from '@plenum/contract'
import { z } from 'zod'
import { withNumbers, withOlderNames } from './spelling.ts'

export const olderContactNames = { type: 'Type', ToGroupid: 'ToGroupId' }

/** With a user (1) or a group (2). */
export const contactOfType = withNumbers(
  ['Type'],
  z.discriminatedUnion('Type', [
    z.object({ Type: z.literal(1), To_Account: z.string().min(1) }),
    z.object({ Type: z.literal(2), ToGroupId: z.string().min(1) }),
  ]),
)
export const contactItem = withOlderNames(olderContactNames, contactOfType)

export function contactOf(item: z.infer<typeof contactOfType>): Contact {
  return item.Type === 1 ? { peerId: item.To_Account } : { groupId: item.ToGroupId }
}

export function itemOf(contact: Contact) {
  return 'peerId' in contact ? { Type: 1, To_Account: contact.peerId } : { Type: 2, ToGroupId: contact.groupId }
}
