import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, textOf } from '../../values.ts'
import { userId } from './relations.ts'

const friendRequest = z.object({
  /** The other one. */
  userId,
  nick: z.string(),
  faceUrl: z.string(),
  /** `incoming`: the other asks the user. */
  direction: z.enum(['incoming', 'outgoing']),
  source: z.string(),
  wording: z.string(),
  at: moment,
  /** By who was asked. */
  isRead: z.boolean(),
})
export type FriendRequest = z.infer<typeof friendRequest>

/** Who wants to be whose friend, where consent is needed. */
export const friendRequestCommands = {
  'friend.listRequests': command({
    summary: 'Requests to the user, and those the user made, the newest first. `unread` counts those to the user.',
    callers: ['user'],
    effect: 'read',
    input: z.object({
      direction: z.enum(['incoming', 'outgoing', 'both']).default('both'),
      /** The `next` of the last page. */
      before: z.number().int().optional(),
      limit: pageLimit(100, 100),
    }),
    output: z.object({ requests: z.array(friendRequest), unread: z.number().int(), next: z.number().int().nullable() }),
  }),
  'friend.answerRequest': command({
    summary:
      'Answer a request. `agree`: the other gets the user as a friend; `agreeAndAdd`: and the user the other. Refused: friend_request_unknown, friend_limit, friend_limit_of_other.',
    callers: ['user'],
    effect: 'write',
    input: z.object({
      requesterId: userId,
      answer: z.enum(['agree', 'agreeAndAdd', 'reject']),
      /** What the user calls the new friend. */
      remark: textOf(96).default(''),
    }),
    output: nothing,
  }),
  'friend.deleteRequest': command({
    summary: 'Forget a request without an answer, or take the own one back. Refused: friend_request_unknown.',
    callers: ['user'],
    effect: 'write',
    input: z.object({ userId, direction: z.enum(['incoming', 'outgoing']) }),
    output: nothing,
  }),
  'friend.readRequests': command({
    summary: 'All requests to the user are read.',
    callers: ['user'],
    effect: 'write',
    input: nothing,
    output: nothing,
  }),
}
