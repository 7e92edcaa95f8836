import { groupId as GroupId, messageBody, textOf, topicId, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { numeric, unixSecondsOf, unlessEmpty, unlessUnset } from '../../dialect/spelling.ts'

const wholeNumber = z.number().int().min(0)
const Members_Account = z.array(z.string()).min(1, 'is empty').max(20)

/** What only audio-video groups have, and notices to a group of any type. */
export const avGroupEndpoints = [
  endpoint('group_open_http_svc/get_online_member_num', {
    body: z.object({ GroupId }),
    command: 'avGroup.countOnline',
    toInput: (body) => ({ groupId: body.GroupId }),
    toBody: ({ count }) => ({ OnlineMemberNum: count }),
  }),

  endpoint('group_open_http_svc/send_broadcast_msg', {
    callsPerSecond: 1,
    rateSetting: 'avGroupBroadcastsPerSecond',
    numbers: { rate_limit: 10023 },
    body: z.object({
      From_Account: unlessEmpty(z.string()),
      Random: uint32,
      MsgBody: messageBody,
      CloudCustomData: z.string().optional(),
    }),
    command: 'avGroup.broadcast',
    toInput: (body) => ({
      senderId: body.From_Account,
      random: body.Random,
      body: body.MsgBody,
      cloudCustomData: body.CloudCustomData,
    }),
    toBody: ({ sequence }) => ({ MsgSeq: sequence }),
  }),

  endpoint('group_open_http_svc/ban_group_member', {
    body: z.object({
      GroupId,
      Members_Account,
      Duration: uint32,
      Description: textOf(1000).optional(),
    }),
    command: 'avGroup.ban',
    toInput: (body) => ({
      groupId: body.GroupId,
      userIds: body.Members_Account,
      forSeconds: body.Duration,
      description: body.Description,
    }),
    toBody: () => ({}),
  }),
  endpoint('group_open_http_svc/unban_group_member', {
    body: z.object({ GroupId, Members_Account }),
    command: 'avGroup.unban',
    toInput: (body) => ({ groupId: body.GroupId, userIds: body.Members_Account }),
    toBody: () => ({}),
  }),
  endpoint('group_open_http_svc/get_group_ban_member', {
    body: z.object({ GroupId, Limit: unlessUnset(wholeNumber.max(100)), Offset: numeric(wholeNumber.max(2_147_483_647)) }),
    command: 'avGroup.listBanned',
    toInput: (body) => ({ groupId: body.GroupId, limit: body.Limit, offset: body.Offset }),
    toBody: ({ banned, next }) => ({
      BannedAccountList: banned.map(({ userId, bannedUntil }) => ({ Member_Account: userId, BannedUntil: unixSecondsOf(bannedUntil) })),
      /** 0: the list ends. */
      NextOffset: next ?? 0,
    }),
  }),

  endpoint('group_open_http_svc/send_group_system_notification', {
    body: z.object({
      GroupId,
      Content: z.string(),
      ToMembers_Account: z.array(z.string()).max(500).optional(),
      TopicId: unlessEmpty(topicId),
    }),
    command: 'group.notify',
    toInput: (body) => ({ groupId: body.GroupId, topicId: body.TopicId, content: body.Content, receiverIds: body.ToMembers_Account }),
    toBody: () => ({}),
  }),
]
