import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, text, textOf } from '../../values.ts'
import { profile } from '../users/profiles.ts'

const userId = z.string()
const itemsMax = 1000
const userIds = z.array(userId).min(1).max(itemsMax)

/** What became of each, in the order given. `field`: the one that is wrong. */
const resultsOf = <C extends string = never>(...codes: C[]) =>
  z.object({ results: z.array(z.object({ userId, code: z.enum(['done', ...codes]), field: z.string().optional() })) })

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

/** `both`: each has the other. `mine`: only the one who asks has the other. `theirs`: only the other has the one who asks. */
export const relation = z.enum(['both', 'mine', 'theirs', 'none'])
export type Relation = z.output<typeof relation>
const relations = z.object({ relations: z.array(z.object({ userId, relation: relation.nullable() })) })
const relationsInput = z.object({ userId, userIds, bothWays: z.boolean() })

export const listName = textOf(30).min(1, 'is empty')
export const friendListsMax = 32
const listNames = z.array(listName).min(1).max(friendListsMax)

/**
 * Friends, lists of friends and blocklist of a user. A list of friends is one way: friends of each other have two entries. All refuse
 * user_unknown for the one whose friends they are.
 */
export const friendCommands = {
  'friend.add': command({
    summary:
      'Add up to 1,000 friends; says of each what became of it. One who is a friend already is done. Who wants to be asked is asked, which is no failure: friend_consent_needed. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
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
    callers: ['app'],
    effect: 'write',
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
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, userIds, mutual: z.boolean().default(false) }),
    output: resultsOf('not_a_friend'),
  }),
  'friend.removeAll': command({
    summary: 'Empty a list of friends, and with `mutual` take the user out of the lists of those who were in it. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, mutual: z.boolean().default(false) }),
    output: nothing,
  }),
  'friend.check': command({
    summary: 'Who has whom as a friend? null: there is no such user. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: relationsInput,
    output: relations,
  }),
  'friend.list': command({
    summary: 'A list of friends in the order of adding, 100 at a time. `next` continues it; null when it ends. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
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
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId, userIds: z.array(userId).min(1).max(100) }),
    output: z.object({ friends: z.array(z.object({ userId, friend: friend.extend({ profile }).nullable() })) }),
  }),

  'block.add': command({
    summary:
      'Put up to 1,000 users on a blocklist. Friendships end in both directions, and neither can ask the other. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, userIds }),
    output: resultsOf('friend_self', 'user_unknown', 'already_blocked', 'blocklist_full'),
  }),
  'block.remove': command({
    summary: 'Take up to 1,000 users off a blocklist. Who is not on it is no error. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, userIds }),
    output: resultsOf(),
  }),
  'block.list': command({
    summary: 'A blocklist in the order of adding. `next` continues it; null when it ends. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId, after: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(itemsMax) }),
    output: z.object({
      blocked: z.array(z.object({ userId, blockedAt: moment })),
      sequence: z.number().int(),
      next: z.number().int().nullable(),
    }),
  }),
  'block.check': command({
    summary: 'Who has whom on the blocklist? null: there is no such user. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: relationsInput,
    output: relations,
  }),

  'friendList.add': command({
    summary:
      'Make lists of friends, and put up to 1,000 friends into all of them. A list that is there is no error. Refused: user_unknown, friend_lists_limit.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, names: listNames, userIds: z.array(userId).max(itemsMax).default([]) }),
    output: resultsOf('not_a_friend').extend({ sequence: z.number().int() }),
  }),
  'friendList.remove': command({
    summary: 'Take lists of friends away; who is in them stays a friend. A list that is not there is no error. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, names: listNames }),
    output: z.object({ sequence: z.number().int() }),
  }),
  'friendList.get': command({
    summary: 'Lists of friends in the order of making, all or those named, with who is in them. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId, names: z.array(text).max(friendListsMax).optional() }),
    output: z.object({
      lists: z.array(z.object({ name: z.string(), userIds: z.array(userId) })),
      sequence: z.number().int(),
    }),
  }),
}
