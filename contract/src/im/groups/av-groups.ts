import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, uint32 } from '../../values.ts'
import { messageBody } from '../messages/message-body.ts'
import { message } from '../messages/messages.ts'
import { groupId } from './groups.ts'
import { topicId } from './topics.ts'

const senderId = z.string().min(1)
const banned = z.array(z.string()).min(1).max(20)

/** A message to everybody in the audio-video groups of an app. */
export const broadcast = z.object({
  senderId,
  random: uint32,
  /** Consecutive in the app, from 1. */
  sequence: z.number().int(),
  at: moment,
  body: messageBody,
  cloudCustomData: z.string(),
})

/** Of a message to all audio-video groups: its body as JSON together with CloudCustomData. */
export const broadcastBytesMax = 12_000

const marked = z.array(z.object({ userId: z.string(), marks: z.array(uint32).max(100) }))

/** What only audio-video groups have, whose members are those connected; and notices to a group. */
export const avGroupCommands = {
  'avGroup.join': command({
    summary:
      'This connection enters an audio-video group, and hears what is said there until it leaves or ends. It leaves others, unless they are to be kept. Refused: group_unknown, group_not_supported, av_group_banned, av_group_joined_limit.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ groupId, keepOthers: z.boolean().default(false) }),
    output: z.object({
      memberCount: z.number().int(),
      /** What was said in the last 24 hours, oldest first, as the setting of the app wants it. */
      history: z.array(message),
    }),
  }),
  'avGroup.leave': command({
    summary: 'This connection leaves an audio-video group. One it is not in is no error.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ groupId }),
    output: nothing,
  }),
  'avGroup.countOnline': command({
    summary:
      'How many users are in an audio-video group at the moment. Users ask where they have joined. Refused: group_unknown, group_not_supported, av_group_not_joined.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId }),
    output: z.object({ count: z.number().int() }),
  }),
  'avGroup.listOnline': command({
    summary:
      'Who is in an audio-video group, newest first: the newest 1000 on Ultimate, else the newest 30. `next` continues the list; null when it ends. Users ask where they have joined. Refused: group_unknown, group_not_supported, av_group_not_joined.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({
      groupId,
      /** Only those with this mark. */
      mark: uint32.optional(),
      /** `next` of the page before. */
      after: z.number().int().min(1).optional(),
    }),
    output: z.object({
      members: z.array(z.object({ userId: z.string(), joinedAt: moment, nick: z.string(), faceUrl: z.string() })),
      next: z.number().int().nullable(),
    }),
  }),
  'avGroup.mark': command({
    summary:
      'Set or remove marks of users in an audio-video group; answers who exists and was marked. The app chooses marks from 1000 on; 500 counts as online for three days, 600 does not show in lists. Refused: group_not_supported, group_unknown, av_mark_invalid, av_mark_limit, av_marked_limit.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ groupId, change: z.enum(['set', 'remove']), users: marked.max(500) }),
    output: z.object({ users: marked }),
  }),
  'avGroup.broadcast': command({
    summary:
      'Send a message to everybody in the audio-video groups of the app; it is not kept. Refused: group_not_supported, sender_unknown, message_too_long.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      /** Default: the administrator who calls. */
      senderId: senderId.optional(),
      random: uint32,
      body: messageBody,
      cloudCustomData: z.string().default(''),
    }),
    output: z.object({ sequence: z.number().int() }),
  }),
  'avGroup.ban': command({
    summary:
      'Take users out of an audio-video group and keep them out for a time. A user: the owner, and not the own person. Refused: group_not_supported, group_unknown, group_user_unknown. Refused to users: group_not_allowed.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, userIds: banned, forSeconds: uint32, description: z.string().default('') }),
    output: nothing,
  }),
  'avGroup.unban': command({
    summary:
      'Let users in again. Whoever is not banned is no error. A user: the owner. Refused: group_not_supported, group_unknown. Refused to users: group_not_allowed.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, userIds: banned }),
    output: nothing,
  }),
  'avGroup.listBanned': command({
    summary:
      'Who is banned from an audio-video group, by UserID. `next` continues the list; null when it ends. Refused: group_not_supported, group_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ groupId, offset: z.number().int().min(0).max(2_147_483_647).default(0), limit: pageLimit(100, 100) }),
    output: z.object({
      banned: z.array(z.object({ userId: z.string(), bannedUntil: moment })),
      next: z.number().int().nullable(),
    }),
  }),
  'group.notify': command({
    summary:
      'Tell members of a group who are connected something of the app’s own; it is not kept. Receivers who are not members are passed over. Refused: group_unknown, group_not_supported, topic_unknown, message_too_long.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      groupId,
      /** Of a topic of a community. */
      topicId: topicId.optional(),
      content: z.string(),
      /** Empty: all members. In an audio-video group always all. */
      receiverIds: z.array(z.string()).max(500).default([]),
    }),
    output: nothing,
  }),
}
