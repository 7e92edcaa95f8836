import {
  type ContactResult,
  contactGroupName,
  contactMarksMax,
  type MarkedContact,
  Refusal,
  type RefusalCode,
  refusals,
  refusalText,
} from '@plenum/contract'
import { z } from 'zod'
import { contactItem, contactOf, itemOf } from '../dialect/contact-item.ts'
import { endpoint } from '../dialect/endpoint.ts'
import { numeric, unixSecondsOf, withNumbers } from '../dialect/spelling.ts'

/** What the service calls refusals that others number differently. */
export const contactNumbers = {
  bad_input: 50002,
  too_many_items: 50002,
  user_unknown: 50001,
  top_plan_needed: 51013,
  internal: 50004,
  busy: 50005,
  database_away: 50005,
} satisfies Partial<Record<RefusalCode, number>>

const user = z.string().min(1)
const contactItems = z.array(contactItem).default([])
const bits = z.array(z.number().int()).default([])
const documentedOperation = { 1: 'add', 2: 'remove' } as const

export const contactMarkEndpoints = [
  endpoint('recentcontact/create_contact_group', {
    body: z.object({
      From_Account: user,
      GroupContactItem: z.array(z.object({ GroupName: contactGroupName, ContactItem: contactItems })).length(1),
    }),
    command: 'contactGroup.create',
    toInput: ({ From_Account, GroupContactItem: [item] }) => ({
      userId: From_Account,
      name: item!.GroupName,
      contacts: item!.ContactItem.map(contactOf),
    }),
    toBody: ({ group, results }) => ({ GroupResultItem: [{ GroupItem: groupItemOf(group), ResultItem: results.map(resultItemOf) }] }),
  }),

  endpoint('recentcontact/update_contact_group', {
    body: z.object({
      From_Account: user,
      UpdateType: numeric(z.literal(1)).default(1),
      UpdateGroup: withNumbers(
        ['UpdateGroupType'],
        z.discriminatedUnion('UpdateGroupType', [
          z.object({ UpdateGroupType: z.literal(1), OldGroupName: contactGroupName, NewGroupName: contactGroupName }),
          z.object({
            UpdateGroupType: z.literal(2),
            OldGroupName: contactGroupName,
            ContactUpdateItem: z
              .array(z.object({ ContactOptType: numeric(z.union([z.literal(1), z.literal(2)])), ContactItem: contactItem }))
              .default([]),
          }),
        ]),
      ),
    }),
    command: 'contactGroup.update',
    toInput: ({ From_Account, UpdateGroup: update }) => ({
      userId: From_Account,
      name: update.OldGroupName,
      change:
        update.UpdateGroupType === 1
          ? { newName: update.NewGroupName }
          : {
              contacts: update.ContactUpdateItem.map(({ ContactOptType, ContactItem }) => ({
                contact: contactOf(ContactItem),
                operation: documentedOperation[ContactOptType],
              })),
            },
    }),
    toBody({ group, results }, { UpdateType, UpdateGroup: update }) {
      const asked = update.UpdateGroupType === 1 ? [] : update.ContactUpdateItem
      const ContactResultItem = results.map((result, index) => ({
        ContactOptType: asked[index]!.ContactOptType,
        ...resultItemOf(result),
      }))
      const { UpdateGroupType, OldGroupName } = update
      return { UpdateType, UpdateGroupResult: { UpdateGroupType, OldGroupName, ...groupItemOf(group), ContactResultItem } }
    },
  }),

  endpoint('recentcontact/del_contact_group', {
    body: z.object({ From_Account: user, GroupName: z.array(contactGroupName).length(1) }),
    command: 'contactGroup.delete',
    toInput: ({ From_Account, GroupName }) => ({ userId: From_Account, name: GroupName[0]! }),
    toBody: ({ group }) => ({ GroupItem: [groupItemOf(group)] }),
  }),

  endpoint('recentcontact/mark_contact', {
    body: z.object({
      From_Account: user,
      MarkItem: z
        .array(
          z.object({
            OptType: numeric(z.union([z.literal(1), z.literal(2), z.literal(3)])),
            ContactItem: contactItem,
            SetMark: bits,
            ClearMark: bits,
            CustomMark: z.string().optional(),
          }),
        )
        .default([]),
    }),
    command: 'contact.mark',
    toInput: ({ From_Account, MarkItem }) => ({
      userId: From_Account,
      marks: MarkItem.map(({ OptType, ContactItem, SetMark, ClearMark, CustomMark }) => {
        if (OptType === 2 && CustomMark === undefined) {
          throw new Refusal('bad_input', { field: 'CustomMark', reason: 'CustomMark is missing.' })
        }
        return {
          contact: contactOf(ContactItem),
          ...(OptType !== 2 && { standard: { set: SetMark, clear: ClearMark } }),
          ...(OptType !== 1 && { custom: CustomMark }),
        }
      }),
    }),
    toBody: ({ results }, { MarkItem }) => ({
      ResultItem: results.map((result, index) => ({ OptType: MarkItem[index]!.OptType, ...resultItemOf(result) })),
    }),
  }),

  endpoint('recentcontact/search_contact_group', {
    body: z.object({ From_Account: user, ContactItem: contactItems }),
    command: 'contact.find',
    toInput: ({ From_Account, ContactItem }) => ({ userId: From_Account, contacts: ContactItem.map(contactOf) }),
    toBody: ({ contacts, groups }) => ({ ContactResultItem: contacts.map(markedItemOf), GroupItem: groups.map(groupItemOf) }),
  }),

  endpoint('recentcontact/get_contact_group', {
    body: z.object({ From_Account: user, StartIndex: numeric(z.number().int().min(0)).default(0) }),
    command: 'contact.listMarked',
    toInput: ({ From_Account, StartIndex }) => ({ userId: From_Account, after: StartIndex }),
    toBody: ({ contacts, groups, next }) => ({
      ContactItem: contacts.map(markedItemOf),
      GroupItem: groups.map(groupItemOf),
      CompleteFlag: next === null ? 1 : 0,
      NextStartIndex: next ?? 0,
    }),
  }),
]

function groupItemOf({ contactGroupId, name }: { contactGroupId: number; name: string }) {
  return { GroupName: name, GroupId: contactGroupId }
}

function resultItemOf({ contact, code }: ContactResult) {
  const ContactItem = itemOf(contact)
  if (code === 'done') return { ContactItem, ResultCode: 0, ResultInfo: '' }
  const numbers: Partial<Record<RefusalCode, number>> = contactNumbers
  const details = { allowed: contactMarksMax, ...('peerId' in contact && { userId: contact.peerId }) }
  return { ContactItem, ResultCode: numbers[code] ?? refusals[code].number, ResultInfo: refusalText(code, details) }
}

function markedItemOf({ contact, standardMarks, customMark, contactGroupIds, changedAt }: MarkedContact) {
  return {
    ...itemOf(contact),
    StandardMark: standardMarks.reduce((mark, bit) => mark | (1n << BigInt(bit)), 0n).toString(2),
    CustomMark: customMark,
    ContactGroupId: contactGroupIds,
    Timestamp: changedAt === null ? 0 : unixSecondsOf(changedAt),
  }
}
