import { z } from 'zod'
import { command } from '../../command.ts'
import { text, textOf } from '../../values.ts'
import { itemsMax, resultsOf, userId } from './relations.ts'

export const listName = textOf(30).min(1, 'is empty')
export const friendListsMax = 32
const listNames = z.array(listName).min(1).max(friendListsMax)

/** The lists into which a user sorts friends. All refuse user_unknown for the one whose lists they are. */
export const friendListCommands = {
  'friendList.add': command({
    summary:
      'Make lists of friends, and put up to 1,000 friends into all of them. A list that is there is no error. Refused: user_unknown, friend_lists_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, names: listNames, userIds: z.array(userId).max(itemsMax).default([]) }),
    output: resultsOf('not_a_friend').extend({ sequence: z.number().int() }),
  }),
  'friendList.remove': command({
    summary: 'Take lists of friends away; who is in them stays a friend. A list that is not there is no error. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId, names: listNames }),
    output: z.object({ sequence: z.number().int() }),
  }),
  'friendList.get': command({
    summary: 'Lists of friends in the order of making, all or those named, with who is in them. Refused: user_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({ userId, names: z.array(text).max(friendListsMax).optional() }),
    output: z.object({
      lists: z.array(z.object({ name: z.string(), userIds: z.array(userId) })),
      sequence: z.number().int(),
    }),
  }),
  'friendList.rename': command({
    summary: 'Give a list of friends another name; who is in it stays. Refused: friend_list_unknown, friend_list_taken.',
    callers: ['user'],
    effect: 'write',
    input: z.object({ name: text, newName: listName }),
    output: z.object({ sequence: z.number().int() }),
  }),
  'friendList.removeFriends': command({
    summary: 'Take friends out of a list; they stay friends. Who is not in it is no error. Refused: friend_list_unknown.',
    callers: ['user'],
    effect: 'write',
    input: z.object({ name: text, userIds: z.array(userId).min(1).max(itemsMax) }),
    output: z.object({ sequence: z.number().int() }),
  }),
}
