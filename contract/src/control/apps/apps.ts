import { z } from 'zod'
import { command } from '../../command.ts'
import { userId } from '../../im/users/users.ts'
import { limits } from '../../limits.ts'
import {
  appName,
  appStatus,
  appTag,
  configuration,
  day,
  edition,
  expectedRevision,
  moment,
  money,
  nothing,
  pageLimit,
  requestId,
  sdkAppId,
} from '../../values.ts'
import { appTags } from './tags.ts'

export const appKinds = ['social', 'games', 'education', 'office', 'liveStreaming', 'shopping', 'other'] as const
const kind = z.enum(appKinds)
const introduction = z.string().trim().max(300)

/** Display names [seed]: Free, Pro-postpaid, Ultimate-postpaid. */
const planName = z.enum(['Free', 'Pro-postpaid', 'Ultimate-postpaid'])

const app = z.object({
  sdkAppId,
  name: z.string(),
  accountId: z.string(),
  accountName: z.string(),
  kind: kind.nullable(),
  introduction: z.string(),
  tags: z.array(appTag),
  status: appStatus,
  edition,
  planName,
  configuration,
  /** Raised by every change of plan, status or settings. */
  revision: z.number().int(),
  createdAt: moment,
  /** First day of the present edition; null on Free. */
  planSince: day.nullable(),
  disabledAt: moment.nullable(),
  suspendedAt: moment.nullable(),
  /** From this moment on nothing can be recovered. */
  dataLostAt: moment.nullable(),
  deletedAt: moment.nullable(),
})
export type App = z.infer<typeof app>

const appCard = app.extend({
  /** The limit that is nearest, by share used; null when no limit has any use. */
  nearest: z.object({ limit: z.string(), use: z.number().int(), value: z.number().int() }).nullable(),
  /** Charged so far this month through yesterday, exact to 8 decimals; null on Free. */
  monthSoFar: money.nullable(),
})

const key = z.object({
  keyId: z.number().int(),
  createdAt: moment,
  createdBy: z.string(),
  lastShownAt: moment.nullable(),
  lastShownBy: z.string().nullable(),
})
const admin = z.object({ userId: z.string(), addedAt: moment, addedBy: z.string() })
const change = { requestId: requestId.optional(), expectedRevision: expectedRevision.optional() }

export const appCommands = {
  'app.create': command({
    summary: 'Create an app on Free, enabled, with a key and the administrator `administrator`.',
    callers: ['person'],
    effect: 'write',
    right: 'createApp',
    billed: true,
    input: z.object({
      name: appName,
      kind: kind.optional(),
      introduction: introduction.optional(),
      tags: appTags.default([]),
      /** Operator only: the account that shall own it. */
      accountId: z.string().max(40).optional(),
      requestId: requestId.optional(),
    }),
    output: app,
  }),
  'app.list': command({
    summary: 'Apps of the account that the caller may see; for the operator those of all accounts.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      /** Part of the name, the start of the SDKAppID, or a tag as `key:value`, of which the value may be begun. */
      search: z.string().max(100).optional(),
      status: appStatus.optional(),
      edition: edition.optional(),
      order: z.enum(['newest', 'oldest', 'name']).default('newest'),
      accountId: z.string().max(40).optional(),
      after: z
        .string()
        .regex(/^\d{10}$/)
        .optional(),
      limit: pageLimit(300, 300),
    }),
    output: z.object({
      apps: z.array(appCard),
      count: z.number().int(),
      allowed: z.number().int(),
      next: z.string().nullable(),
      /** The last day counted in `monthSoFar`; null on the first of the month. */
      asOf: day.nullable(),
    }),
  }),
  'app.get': command({
    summary: 'Everything the page Basic Configuration shows of an app.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    app: 'any',
    input: z.object({ sdkAppId }),
    output: app.extend({
      limits,
      monthlyPrice: money,
      /** The one modification of this calendar month. */
      modification: z.object({ usedOn: day.nullable(), possibleOn: day.nullable() }),
      retentionChange: z.object({ usedOn: day.nullable(), possibleOn: day.nullable() }),
      keys: z.array(key),
      keysAllowed: z.number().int(),
      admins: z.array(admin),
      adminsAllowed: z.number().int(),
      liveUsers: z.number().int(),
      userCount: z.number().int(),
      groupCount: z.number().int(),
      /** What the caller may do here. */
      may: z.object({
        develop: z.boolean(),
        plan: z.boolean(),
        disable: z.boolean(),
        delete: z.boolean(),
        key: z.boolean(),
        people: z.boolean(),
      }),
      ownerName: z.string(),
    }),
  }),
  'app.update': command({
    summary: 'Set name, type or introduction.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ sdkAppId, name: appName.optional(), kind: kind.nullable().optional(), introduction: introduction.optional() }),
    output: app,
  }),
  'app.disable': command({
    summary: 'Stop the service of the app at once. Within 90 days it can be enabled again.',
    callers: ['person'],
    effect: 'write',
    right: 'disable',
    app: 'kept',
    billed: true,
    input: z.object({ sdkAppId, confirmName: z.string().max(200), ...change }),
    output: app,
  }),
  'app.enable': command({
    summary: 'Bring a disabled app back as it was.',
    callers: ['person'],
    effect: 'write',
    right: 'disable',
    app: 'kept',
    billed: true,
    input: z.object({ sdkAppId, ...change }),
    output: app,
  }),
  'app.delete': command({
    summary: 'Delete a disabled app for good: its data and its SDKAppID.',
    callers: ['person'],
    effect: 'write',
    right: 'delete',
    app: 'kept',
    billed: true,
    input: z.object({ sdkAppId, confirmName: z.string().max(200), ...change }),
    output: app,
  }),
  'key.reveal': command({
    summary: 'Show the secret keys of the app. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'key',
    app: 'kept',
    input: z.object({ sdkAppId }),
    output: z.object({ keys: z.array(key.extend({ secretKey: z.string() })) }),
  }),
  'key.add': command({
    summary: 'Add a second key for rotation; UserSigs made with either hold.',
    callers: ['person'],
    effect: 'write',
    right: 'key',
    input: z.object({ sdkAppId }),
    output: z.object({ key: key.extend({ secretKey: z.string() }) }),
  }),
  'key.remove': command({
    summary: 'Remove a key; UserSigs made with it stop at the next request.',
    callers: ['person'],
    effect: 'write',
    right: 'key',
    input: z.object({ sdkAppId, keyId: z.number().int() }),
    output: nothing,
  }),
  'admin.list': command({
    summary: 'Administrators: users who may call REST.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: z.object({ admins: z.array(admin), allowed: z.number().int() }),
  }),
  'admin.add': command({
    summary: 'Add an administrator; a new name creates the account of the app. At most 10.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ sdkAppId, userId }),
    output: z.object({ admins: z.array(admin) }),
  }),
  'admin.remove': command({
    summary: 'Take the rights of an administrator; the account stays. The last one cannot be removed.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ sdkAppId, userId: z.string() }),
    output: z.object({ admins: z.array(admin) }),
  }),
}
