import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, text, textOf } from '../../values.ts'

const userId = z.string().min(1)
/** A conversation as one user sees it: with another user, or a group. */
export const contact = z.union([z.object({ peerId: z.string().min(1) }), z.object({ groupId: z.string().min(1) })])
export type Contact = z.infer<typeof contact>

/** Conversations of a user that are marked, and as many in one group. */
export const contactMarksMax = 1_000

/** 1 favourite, 2 unread, 3 folded, 4 hidden; 32 to 63 are free for the app. The others are reserved. */
const standardMark = z
  .number()
  .int()
  .refine((bit) => (bit >= 1 && bit <= 4) || (bit >= 32 && bit <= 63), { error: 'is not one of 1 to 4 and 32 to 63' })
const customMark = textOf(256)

/** Its length is judged by the handler. */
export const contactGroupName = text.min(1)
const contactGroup = z.object({ contactGroupId: z.number().int(), name: z.string() })
export const markedContact = z.object({
  contact,
  /** In rising order. */
  standardMarks: z.array(z.number().int()),
  customMark: z.string(),
  contactGroupIds: z.array(z.number().int()),
  /** null: neither marked nor in a group. */
  changedAt: moment.nullable(),
})
export type MarkedContact = z.infer<typeof markedContact>

const results = z.array(
  z.object({ contact, code: z.enum(['done', 'user_unknown', 'contact_unresolved', 'contact_mark_limit', 'community_not_enabled']) }),
)
export type ContactResult = z.infer<typeof results>[number]

/** Where a page ended: a second of Unix time, and how many conversations of that second were still to come. */
const position = z.object({ second: z.number().int().min(0), remaining: z.number().int().min(0) })
export type ContactPosition = z.infer<typeof position>

/** Recent contacts of a user, their groups and marks. */
export const contactCommands = {
  'contact.list': command({
    summary:
      'Conversations of a user, newest message first, 100 a page and as many in all as the plan allows. One lives as long as its last message. `next` continues, also past the end, where nothing comes. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId, after: position.optional() }),
    output: z.object({
      contacts: z.array(z.object({ contact, lastAt: moment, unread: z.number().int() })),
      complete: z.boolean(),
      next: position,
    }),
  }),
  'contact.remove': command({
    summary:
      'Take a conversation from the list of a user until something newer is said in it. What is not there is no error. Refused: user_unknown, community_not_enabled.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      userId,
      contact,
      /** The user does not see any more what was said until now. */
      clearHistory: z.boolean().default(false),
    }),
    output: nothing,
  }),
  'contact.mark': command({
    summary:
      'Set and clear marks of up to 100 conversations of a user; says of each what became of it. At most 1,000 conversations are marked. Custom marks are there on every plan, standard ones only on Ultimate. Refused: top_plan_needed, contact_count_wrong, user_unknown, contact_unresolved, contact_mark_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      marks: z.array(
        z.object({
          contact,
          /** Cleared first, then set. */
          standard: z.object({ clear: z.array(standardMark).max(64), set: z.array(standardMark).max(64) }).optional(),
          /** Empty: none any more. */
          custom: customMark.optional(),
        }),
      ),
    }),
    output: z.object({ results }),
  }),
  'contact.find': command({
    summary:
      'Marks and groups of up to 300 conversations of a user, in the order asked for. What the plan has no more is kept and not shown. Refused: contact_count_wrong, user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, contacts: z.array(contact) }),
    output: z.object({ contacts: z.array(markedContact), groups: z.array(contactGroup) }),
  }),
  'contact.listMarked': command({
    summary:
      'Conversations of a user that are marked or in a group, in the order in which they became so, and all groups. `next` continues the list; null when it ends. What the plan has no more is kept and not shown. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, after: z.number().int().min(0).default(0), limit: pageLimit(100, 100) }),
    output: z.object({ contacts: z.array(markedContact), groups: z.array(contactGroup), next: z.number().int().nullable() }),
  }),

  'contactGroup.create': command({
    summary:
      'Create a group of conversations of a user with up to 100 conversations in it; says of each whether it got in. A user has at most 20 groups, a group 1,000 conversations. Refused: top_plan_needed, contact_group_name_too_long, contact_count_wrong, user_unknown, contact_group_name_taken, contact_group_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, name: contactGroupName, contacts: z.array(contact) }),
    output: z.object({ group: contactGroup, results }),
  }),
  'contactGroup.update': command({
    summary:
      'Rename a group of conversations, or put conversations in and take them out; says of each what became of it. Refused: top_plan_needed, contact_group_name_too_long, contact_count_wrong, user_unknown, contact_group_unknown, contact_group_name_taken, contact_unresolved, contact_mark_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      name: contactGroupName,
      change: z.union([
        z.object({ newName: contactGroupName }),
        z.object({ contacts: z.array(z.object({ contact, operation: z.enum(['add', 'remove']) })) }),
      ]),
    }),
    output: z.object({ group: contactGroup, results }),
  }),
  'contactGroup.delete': command({
    summary: 'Delete a group of conversations; the conversations stay. Refused: top_plan_needed, user_unknown, contact_group_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, name: contactGroupName }),
    output: z.object({ group: contactGroup }),
  }),
}
