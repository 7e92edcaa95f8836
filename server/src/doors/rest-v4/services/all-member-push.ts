import { offlinePushInfo } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { unlessEmpty } from '../dialect/spelling.ts'
import { MsgBody } from './direct-sending.ts'

const attributes = z.record(z.string(), z.string()).optional()
const tags = z.array(z.string()).optional()
const accounts = z.array(z.string()).min(1).max(100)
const usersWith = <S extends z.ZodRawShape>(shape: S) =>
  z
    .array(z.object({ To_Account: z.string(), ...shape }))
    .min(1)
    .max(100)
const callsPerSecond = 100

export const allMemberPush: Service = {
  name: 'all_member_push',
  numbers: {
    bad_input: 90001,
    too_many_items: 90018,
    user_unknown: 90048,
    message_too_long: 93000,
    internal: 91000,
    busy: 91000,
    database_away: 91000,
  },
  endpoints: [
    endpoint('all_member_push/im_push', {
      callsPerSecond: 1,
      numbers: { rate_limit: 90024, push_tag_too_long: 90020, push_attribute_length: 90033 },
      fieldNumbers: { MsgRandom: 90005, 'MsgBody.*': 90010, MsgBody: 90002, MsgLifeTime: 90044, OfflinePushInfo: 90043 },
      body: z.object({
        From_Account: unlessEmpty(z.string()),
        // Some SDKs send nanoseconds: more than 32 bits, and more than a number holds exactly.
        MsgRandom: z
          .number()
          .min(0)
          .refine(Number.isInteger, { error: 'is not an integer' })
          .transform((random) => random % 2 ** 32),
        MsgBody,
        MsgLifeTime: z.number().int().optional(),
        Condition: z.object({ AttrsOr: attributes, AttrsAnd: attributes, TagsOr: tags, TagsAnd: tags }).optional(),
        OfflinePushInfo: offlinePushInfo.optional(),
      }),
      command: 'push.send',
      toInput: ({ From_Account, MsgRandom, MsgBody, MsgLifeTime, Condition, OfflinePushInfo }) => ({
        senderId: From_Account,
        random: MsgRandom,
        body: MsgBody,
        lifeSeconds: MsgLifeTime,
        condition: Condition && {
          attributesAny: Condition.AttrsOr,
          attributesAll: Condition.AttrsAnd,
          tagsAny: Condition.TagsOr,
          tagsAll: Condition.TagsAnd,
        },
        offlinePushInfo: OfflinePushInfo,
      }),
      toBody: ({ taskId }) => ({ TaskId: taskId }),
    }),

    endpoint('all_member_push/im_set_attr_name', {
      callsPerSecond,
      // Some SDKs send a list, which counts from 0 as well.
      body: z.object({
        AttrNames: z.union([
          z.array(z.string()).transform((names) => Object.fromEntries(names.entries())),
          z.record(z.string(), z.string()),
        ]),
      }),
      command: 'push.setAttributeNames',
      toInput: ({ AttrNames }) => ({ names: AttrNames }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_get_attr_name', {
      callsPerSecond,
      body: z.object({}),
      command: 'push.getAttributeNames',
      toInput: () => ({}),
      toBody: ({ names }) => ({ AttrNames: names }),
    }),
    endpoint('all_member_push/im_set_attr', {
      callsPerSecond,
      body: z.object({ UserAttrs: usersWith({ Attrs: z.record(z.string(), z.string()) }) }),
      command: 'push.setAttributes',
      toInput: ({ UserAttrs }) => ({ users: UserAttrs.map(({ To_Account, Attrs }) => ({ userId: To_Account, attributes: Attrs })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_get_attr', {
      callsPerSecond,
      body: z.object({ To_Account: accounts }),
      command: 'push.listAttributes',
      toInput: ({ To_Account }) => ({ userIds: To_Account }),
      toBody: ({ users }) => ({ UserAttrs: users.map((user) => ({ To_Account: user.userId, Attrs: user.attributes })) }),
    }),
    endpoint('all_member_push/im_remove_attr', {
      callsPerSecond,
      body: z.object({ UserAttrs: usersWith({ Attrs: z.array(z.string()) }) }),
      command: 'push.removeAttributes',
      toInput: ({ UserAttrs }) => ({ users: UserAttrs.map(({ To_Account, Attrs }) => ({ userId: To_Account, names: Attrs })) }),
      toBody: () => ({}),
    }),

    endpoint('all_member_push/im_add_tag', {
      callsPerSecond,
      body: z.object({ UserTags: usersWith({ Tags: z.array(z.string()) }) }),
      command: 'push.addTags',
      toInput: ({ UserTags }) => ({ users: UserTags.map(({ To_Account, Tags }) => ({ userId: To_Account, tags: Tags })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_remove_tag', {
      callsPerSecond,
      body: z.object({ UserTags: usersWith({ Tags: z.array(z.string()) }) }),
      command: 'push.removeTags',
      toInput: ({ UserTags }) => ({ users: UserTags.map(({ To_Account, Tags }) => ({ userId: To_Account, tags: Tags })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_get_tag', {
      callsPerSecond,
      body: z.object({ To_Account: accounts }),
      command: 'push.listTags',
      toInput: ({ To_Account }) => ({ userIds: To_Account }),
      toBody: ({ users }) => ({ UserTags: users.map((user) => ({ To_Account: user.userId, Tags: user.tags })) }),
    }),
    endpoint('all_member_push/im_remove_all_tags', {
      callsPerSecond,
      body: z.object({ To_Account: accounts }),
      command: 'push.clearTags',
      toInput: ({ To_Account }) => ({ userIds: To_Account }),
      toBody: () => ({}),
    }),
  ],
}
