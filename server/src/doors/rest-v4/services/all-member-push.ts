import { offlinePushInfo } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { unlessEmpty } from '../dialect/spelling.ts'
import { MsgBody } from './direct-sending.ts'

/** A number is kept as a text. */
const value = z.union([z.string(), z.number().transform(String)])
const values = z.record(z.string(), value)
const names = z.union([z.array(value), z.record(z.string(), z.unknown()).transform((attributes) => Object.keys(attributes))])
const attributes = values.optional()
const tags = z.array(value).optional()
const accounts = z.array(z.string()).min(1).max(100)

/** SDKs differ in how they name users with what they have: `UserTags` or `Tags`, a list, a single one, or flat in the body itself. */
function usersWith<F extends 'Attrs' | 'Tags', S extends z.ZodType>(field: F, schema: S) {
  const list = `User${field}` as const
  const user = z.object({ To_Account: z.string(), [field]: schema } as Record<F, S> & { To_Account: z.ZodString })
  const body = z.object({ [list]: z.array(user).min(1).max(100) } as Record<`User${F}`, z.ZodArray<typeof user>>)
  return z.preprocess((given) => {
    if (typeof given !== 'object' || given === null || list in given || !(field in given)) return withList(given, list)
    if ('To_Account' in given) return { ...given, [list]: [given].flatMap(ofEach) }
    return withList({ ...given, [list]: given[field as never] }, list)
  }, body)
}

function withList(given: unknown, list: string): unknown {
  if (typeof given !== 'object' || given === null) return given
  const users: unknown = given[list as never]
  return typeof users === 'object' && users !== null && !Array.isArray(users) ? { ...given, [list]: [users] } : given
}

function ofEach(given: object & { To_Account: unknown }) {
  return Array.isArray(given.To_Account) ? given.To_Account.map((To_Account) => ({ ...given, To_Account })) : [given]
}

const inBothNames = (name: 'Attrs' | 'Tags', users: object[]) => ({ [`User${name}`]: users, [name]: users })
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
      body: usersWith('Attrs', values),
      command: 'push.setAttributes',
      toInput: ({ UserAttrs }) => ({ users: UserAttrs.map(({ To_Account, Attrs }) => ({ userId: To_Account, attributes: Attrs })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_get_attr', {
      callsPerSecond,
      body: z.object({ To_Account: accounts }),
      command: 'push.listAttributes',
      toInput: ({ To_Account }) => ({ userIds: To_Account }),
      toBody: ({ users }) =>
        inBothNames(
          'Attrs',
          users.map((user) => ({ To_Account: user.userId, Attrs: user.attributes })),
        ),
    }),
    endpoint('all_member_push/im_remove_attr', {
      callsPerSecond,
      body: usersWith('Attrs', names),
      command: 'push.removeAttributes',
      toInput: ({ UserAttrs }) => ({ users: UserAttrs.map(({ To_Account, Attrs }) => ({ userId: To_Account, names: Attrs })) }),
      toBody: () => ({}),
    }),

    endpoint('all_member_push/im_add_tag', {
      callsPerSecond,
      body: usersWith('Tags', z.array(value)),
      command: 'push.addTags',
      toInput: ({ UserTags }) => ({ users: UserTags.map(({ To_Account, Tags }) => ({ userId: To_Account, tags: Tags })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_remove_tag', {
      callsPerSecond,
      body: usersWith('Tags', z.array(value)),
      command: 'push.removeTags',
      toInput: ({ UserTags }) => ({ users: UserTags.map(({ To_Account, Tags }) => ({ userId: To_Account, tags: Tags })) }),
      toBody: () => ({}),
    }),
    endpoint('all_member_push/im_get_tag', {
      callsPerSecond,
      body: z.object({ To_Account: accounts }),
      command: 'push.listTags',
      toInput: ({ To_Account }) => ({ userIds: To_Account }),
      toBody: ({ users }) =>
        inBothNames(
          'Tags',
          users.map((user) => ({ To_Account: user.userId, Tags: user.tags })),
        ),
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
