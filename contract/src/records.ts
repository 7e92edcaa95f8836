import { z } from 'zod'
import { command } from './command.ts'
import { actor, configuration, day, moment, money, nothing, pageLimit, sdkAppId } from './values.ts'

export const ledgerKinds = [
  'created',
  'upgraded',
  'modified',
  'retentionSet',
  'allowanceReset',
  'disabled',
  'enabled',
  'suspended',
  'restored',
  'deleted',
  'purged',
] as const

/** Append-only; the present configuration is the last entry's. */
const ledgerEntry = z.object({
  sequence: z.number().int(),
  kind: z.enum(ledgerKinds),
  at: moment,
  /** The billing day it counts for; stored, never computed again. */
  day,
  actor,
  configuration,
  bookId: z.string(),
})

/** Plan and status come from the ledger, settings and keys from the audit. */
export const auditCategory = z.enum(['plan', 'status', 'settings', 'people'])

const auditEntry = z.object({
  auditId: z.number().int(),
  at: moment,
  day,
  category: auditCategory,
  /** Such as `plan.upgraded`, `key.revealed`, `person.invited`, `person.signInFailed`. */
  action: z.string(),
  sdkAppId: sdkAppId.nullable(),
  appName: z.string().nullable(),
  actor,
  /** Where it was called from; null where Plenum did it by itself, and on entries of earlier versions. */
  address: z.string().nullable(),
  /** What was different before and after, by field. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** What it does to the list price of a month; null where money is not concerned. */
  priceDifference: money.nullable(),
  /** Short fact for the right column, such as `29 of 31 days in October`. */
  note: z.string().nullable(),
})
export type AuditEntry = z.infer<typeof auditEntry>

const notice = z.object({
  noticeId: z.number().int(),
  at: moment,
  /** Such as `app.purgeIn30Days`. */
  kind: z.string(),
  sdkAppId: sdkAppId.nullable(),
  appName: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  readAt: moment.nullable(),
})

export const recordCommands = {
  'ledger.list': command({
    summary: 'The ledger of an app, newest first.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    app: 'any',
    input: z.object({ sdkAppId, before: z.number().int().optional(), limit: pageLimit(500, 100) }),
    output: z.object({ entries: z.array(ledgerEntry), next: z.number().int().nullable() }),
  }),
  'audit.list': command({
    summary: 'Who did what and when, of an app or of the whole account, newest first.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    app: 'any',
    input: z.object({
      sdkAppId: sdkAppId.optional(),
      category: auditCategory.optional(),
      before: z.number().int().optional(),
      limit: pageLimit(500, 50),
    }),
    output: z.object({ entries: z.array(auditEntry), next: z.number().int().nullable() }),
  }),
  'notice.list': command({
    summary: 'Notices to the person, newest first.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ unreadOnly: z.boolean().default(false), before: z.number().int().optional(), limit: pageLimit(200, 50) }),
    output: z.object({ notices: z.array(notice), unread: z.number().int(), next: z.number().int().nullable() }),
  }),
  'notice.markRead': command({
    summary: 'Mark notices up to and including this one as read.',
    callers: ['person'],
    effect: 'write',
    right: 'read',
    input: z.object({ through: z.number().int() }),
    output: nothing,
  }),
}
