import { z } from 'zod'
import { command } from '../../command.ts'
import { appStatus, edition, email, grant, moment, money, nothing, pageLimit, role, scope, shownName } from '../../values.ts'

export const person = z.object({
  personId: z.string(),
  name: z.string(),
  email: z.string(),
  role,
  scope,
  grants: z.array(grant),
  /** An invitation that nobody has accepted yet; `personId` is then the invitation's. */
  invited: z.boolean(),
  createdAt: moment,
  lastSignInAt: moment.nullable(),
})

export const apiKey = z.object({
  apiKeyId: z.string(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  role,
  scope,
  grants: z.array(grant),
  createdBy: z.string(),
  createdAt: moment,
  lastUsedAt: moment.nullable(),
  revokedAt: moment.nullable(),
})

const assignable = z.object({
  role: role.exclude(['owner']),
  scope: scope.default('all'),
  grants: z.array(grant).max(4).default([]),
})

const account = z.object({
  accountId: z.string(),
  name: z.string(),
  ownerName: z.string(),
  ownerEmail: z.string(),
  apps: z.number().int(),
  persons: z.number().int(),
  createdAt: moment,
  /** Below zero: owed. */
  balance: money,
  overdueSince: moment.nullable(),
  suspendedAt: moment.nullable(),
})

export const peopleCommands = {
  'person.list': command({
    summary: 'Persons and open invitations of the account.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: z.string().max(40).optional() }),
    output: z.object({ persons: z.array(person) }),
  }),
  'person.invite': command({
    summary: 'Make a one-time link with which a person joins the account. Also sent by mail when mail is set up. Valid 7 days.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: assignable.extend({ email }),
    output: z.object({ person, link: z.string() }),
  }),
  'person.setRole': command({
    summary: 'Set role, apps and grants. Making someone owner hands the account over: the present owner becomes administrator.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ personId: z.string().max(64), role, scope: scope.default('all'), grants: z.array(grant).max(4).default([]) }),
    output: z.object({ person }),
  }),
  'person.remove': command({
    summary: 'Take a person or an open invitation off the account; sessions end at once, and so do API keys the person made.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ personId: z.string().max(64) }),
    output: nothing,
  }),
  'person.passwordLink': command({
    summary: 'Make a one-time link with which a person sets a new password. Valid 24 hours.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ personId: z.string().max(64) }),
    output: z.object({ link: z.string() }),
  }),
  'person.rename': command({
    summary: 'Change the name of somebody else. What is written down already keeps the name of then.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ personId: z.string().max(64), name: shownName(80) }),
    output: nothing,
  }),
  'apiKey.list': command({
    summary: 'API keys of the account.',
    callers: ['person'],
    effect: 'read',
    right: 'people',
    input: nothing,
    output: z.object({ apiKeys: z.array(apiKey) }),
  }),
  'apiKey.create': command({
    summary: 'Make an API key for automation. The secret is shown this once and stored hashed.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: assignable.extend({ name: shownName(50) }),
    output: z.object({ apiKey, secret: z.string() }),
  }),
  'apiKey.revoke': command({
    summary: 'End an API key at once. May be repeated.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ apiKeyId: z.string().max(64) }),
    output: nothing,
  }),
  'account.list': command({
    summary: 'All accounts of the installation.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    input: z.object({ search: z.string().max(100).optional(), after: z.string().max(40).optional(), limit: pageLimit(200, 50) }),
    output: z.object({ accounts: z.array(account), next: z.string().nullable() }),
  }),
  'account.invite': command({
    summary:
      'Make a one-time link with which a customer opens an account and becomes its owner, also where sign-up is closed. Valid 7 days.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    input: z.object({ email, name: shownName(80) }),
    output: z.object({ person, link: z.string() }),
  }),
  'account.rename': command({
    summary: 'Change the name of the account; the operator that of any.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ accountId: z.string().max(40).optional(), name: shownName(80) }),
    output: nothing,
  }),
  'account.get': command({
    summary: 'One account with its persons and apps.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    input: z.object({ accountId: z.string().max(40) }),
    output: account.extend({
      people: z.array(person),
      appList: z.array(z.object({ sdkAppId: z.number(), name: z.string(), edition, status: appStatus })),
    }),
  }),
}
