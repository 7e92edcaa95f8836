import { z } from 'zod'
import { command } from '../command.ts'
import { nothing, text } from '../values.ts'
import { messageBody } from './messages/message-body.ts'
import { offlinePushInfo } from './messages/offline-push.ts'

const userIds = z.array(z.string()).min(1).max(100)
/** By the names that the app has given. */
const attributes = z.record(text, text)
const tags = z.array(text)

/** Whom a push reaches. Attributes and tags exclude each other; where both `any` and `all` are given, both must hold. */
const condition = z.object({
  attributesAny: attributes.optional(),
  attributesAll: attributes.optional(),
  tagsAny: tags.optional(),
  tagsAll: tags.optional(),
})
export type PushCondition = z.infer<typeof condition>

/** A push as it is delivered. Attributes of its condition are named by their numbers, `0` to `9`. */
export const push = z.object({
  taskId: z.string(),
  senderId: z.string(),
  random: z.number().int(),
  at: z.iso.datetime(),
  body: messageBody,
  /** null: all users. */
  condition: condition.nullable(),
  /** Until then it is handed over to users who come later; null: only to those who are connected. */
  expiresAt: z.iso.datetime().nullable(),
  offlinePushInfo: offlinePushInfo.nullable(),
})
export type Push = z.infer<typeof push>

/** Push to all users of an app, by attributes and tags. All of it is for Ultimate: `push_not_enabled`. */
export const pushCommands = {
  'push.send': command({
    summary:
      'Push a message to all users of the app, or to those a condition names. The same sender and `random` within five minutes are one push. Refused: push_not_enabled, push_life_invalid, message_too_long, push_condition_mixed, push_tag_empty, push_tags_too_many, push_tag_too_long, push_tags_repeated, push_attribute_invalid, user_unknown, push_daily_limit.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      /** Default: the administrator who calls. */
      senderId: z.string().optional(),
      random: z.number().int().min(0).max(4_294_967_295),
      body: messageBody,
      /** How long it is kept for users who are not connected; 0: not at all. */
      lifeSeconds: z.number().int().default(0),
      condition: condition.optional(),
      offlinePushInfo: offlinePushInfo.optional(),
    }),
    output: z.object({ taskId: z.string() }),
  }),

  'push.setAttributeNames': command({
    summary:
      'Name attributes of users, by numbers 0 to 9. Those not mentioned keep their names; values stay with the number. Refused: push_not_enabled, push_attribute_invalid, push_attribute_length.',
    callers: ['app'],
    effect: 'write',
    // Users have attributes as members of an object, which cannot have this one.
    input: z.object({
      names: z.record(
        z.string(),
        text.refine((name) => name !== '__proto__', 'is no name'),
      ),
    }),
    output: nothing,
  }),
  'push.getAttributeNames': command({
    summary: 'Names of the attributes, by number. Refused: push_not_enabled.',
    callers: ['app'],
    effect: 'read',
    input: z.object({}),
    output: z.object({ names: z.record(z.string(), z.string()) }),
  }),
  'push.setAttributes': command({
    summary:
      'Set attributes of up to 100 users; those not mentioned stay. Refused: push_not_enabled, push_attribute_invalid, push_attribute_length, user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      users: z
        .array(z.object({ userId: z.string(), attributes }))
        .min(1)
        .max(100),
    }),
    output: nothing,
  }),
  'push.listAttributes': command({
    summary: 'Attributes of up to 100 users in the order asked for. Refused: push_not_enabled, user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userIds }),
    output: z.object({ users: z.array(z.object({ userId: z.string(), attributes })) }),
  }),
  'push.removeAttributes': command({
    summary:
      'Remove attributes of up to 100 users. One that is not set is no error. Refused: push_not_enabled, push_attribute_invalid, user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      users: z
        .array(z.object({ userId: z.string(), names: z.array(text) }))
        .min(1)
        .max(100),
    }),
    output: nothing,
  }),

  'push.addTags': command({
    summary:
      'Give up to 10 tags to each of up to 100 users; a user has at most 100. All get them, or none. Refused: push_not_enabled, push_tag_empty, push_tags_too_many, push_tag_too_long, user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      users: z
        .array(z.object({ userId: z.string(), tags }))
        .min(1)
        .max(100),
    }),
    output: nothing,
  }),
  'push.removeTags': command({
    summary:
      'Take up to 10 tags from each of up to 100 users. One that is not there is no error. Refused: push_not_enabled, push_tag_empty, push_tags_too_many, push_tag_too_long, user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({
      users: z
        .array(z.object({ userId: z.string(), tags }))
        .min(1)
        .max(100),
    }),
    output: nothing,
  }),
  'push.listTags': command({
    summary: 'Tags of up to 100 users in the order asked for. Refused: push_not_enabled, user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userIds }),
    output: z.object({ users: z.array(z.object({ userId: z.string(), tags })) }),
  }),
  'push.clearTags': command({
    summary: 'Take all tags from up to 100 users. Refused: push_not_enabled, user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userIds }),
    output: nothing,
  }),
}
