import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, text } from '../../values.ts'
import { profile } from '../users/profiles.ts'
import { itemsMax, relations, relationsInput, resultsOf, userId, userIds } from './relations.ts'

const added = resultsOf(
  'friend_self',
  'user_unknown',
  'friend_field_invalid',
  'blocked_by_self',
  'blocked_by_other',
  'friend_asking_forbidden',
  'friend_limit',
  'friend_limit_of_other',
  'friend_lists_limit',
  'friends_denied',
  'friend_requests_limit',
  'friend_consent_needed',
  'refused_by_app',
)
export type FriendAdded = z.output<typeof added>['results'][number]

/** Lengths are judged for each: one that is too long does not fail the others. */
const newFriend = z.object({
  userId,
  /** At most 96 bytes. */
  remark: text.default(''),
  /** Lists the friend is put into; those that are not there are made. */
  lists: z.array(text).default([]),
  /** Where the friend was found: 1 to 8 letters. */
  source: z.string(),
  /** What the other reads with it: at most 256 bytes. */
  wording: text.default(''),
})

/** Its length is judged for each friend as well. */
export const friendValue = z.union([text, z.int()])
const custom = z.record(z.string(), friendValue)

/** What a list of friends says of one. */
const standard = z.object({
  remark: z.string(),
  lists: z.array(z.string()),
  source: z.string(),
  wording: z.string(),
  addedAt: moment,
})
const friend = standard.extend({ custom })
export type Friend = z.output<typeof friend>

/** Friends of a user. A list of friends is one way: friends of each other have two entries. All refuse user_unknown for the one whose friends they are. */
export const friendCommands = {
  'friend.add': command({
    summary:
      'Add up to 1,000 friends; says of each what became of it. One who is a friend already is done. Who wants to be asked is asked, which is no failure: friend_consent_needed. Users cannot force it. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      friends: z.array(newFriend).min(1).max(itemsMax),
      /** The other gets the user as a friend as well. */
      mutual: z.boolean().default(true),
      /** Whatever the two have set about being asked and asking. Blocklists and limits hold. */
      force: z.boolean().default(false),
    }),
    output: added,
  }),
  'friend.import': command({
    summary:
      'Put up to 1,000 users into a list of friends, one way and without asking; says of each what became of it. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      userId,
      friends: z
        .array(newFriend.extend({ addedAt: moment.optional(), custom: custom.default({}) }))
        .min(1)
        .max(itemsMax),
    }),
    output: added,
  }),
  'friend.update': command({
    summary: 'Change what a list of friends says of up to 1,000 of them; what is absent stays. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({
      userId,
      friends: z
        .array(z.object({ userId, remark: text.optional(), lists: z.array(text).optional(), custom: custom.default({}) }))
        .min(1)
        .max(itemsMax),
    }),
    output: resultsOf('not_a_friend', 'friend_field_invalid', 'friend_lists_limit'),
  }),
  'friend.remove': command({
    summary: 'Take up to 1,000 users out of a list of friends, and with `mutual` the user out of theirs. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, userIds, mutual: z.boolean().default(false) }),
    output: resultsOf('not_a_friend'),
  }),
  'friend.removeAll': command({
    summary: 'Empty a list of friends, and with `mutual` take the user out of the lists of those who were in it. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, mutual: z.boolean().default(false) }),
    output: nothing,
  }),
  'friend.check': command({
    summary: 'Who has whom as a friend? null: there is no such user. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: relationsInput,
    output: relations,
  }),
  'friend.list': command({
    summary: 'A list of friends in the order of adding, 100 at a time. `next` continues it; null when it ends. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({
      userId,
      after: z.number().int().min(0).default(0),
      /** As answered before: what has not changed since is left out, unless the list is being continued. */
      knownSequence: z.number().int().optional(),
      knownCustomSequence: z.number().int().optional(),
    }),
    output: z.object({
      friends: z.array(z.object({ userId, standard: standard.nullable(), custom: custom.nullable() })),
      count: z.number().int(),
      sequence: z.number().int(),
      customSequence: z.number().int(),
      next: z.number().int().nullable(),
    }),
  }),
  'friend.get': command({
    summary: 'Up to 100 friends with their profiles, in the order asked for; null for who is none. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, userIds: z.array(userId).min(1).max(100) }),
    output: z.object({ friends: z.array(z.object({ userId, friend: friend.extend({ profile }).nullable() })) }),
  }),
}
