import { z } from 'zod'
import { command } from '../command.ts'
import { deliveryAnswer, deliveryOutcome, receiverUrl } from '../deliveries.ts'
import { moment, pageLimit, sdkAppId } from '../values.ts'

/** Asked before something happens: the app may refuse it. */
export const beforeCallbacks = [
  'Sns.CallbackPrevFriendAdd',
  'Sns.CallbackPrevFriendResponse',
  'C2C.CallbackBeforeSendMsg',
  'Group.CallbackBeforeCreateGroup',
  'Group.CallbackBeforeApplyJoinGroup',
  'Group.CallbackBeforeInviteJoinGroup',
  'Group.CallbackBeforeSendMsg',
  'Group.CallbackBeforeCreateTopic',
] as const

/** Told after something has happened. */
export const afterCallbacks = [
  'State.StateChange',
  'Profile.CallbackPortraitSet',
  'Sns.CallbackFriendAdd',
  'Sns.CallbackFriendDelete',
  'Sns.CallbackBlackListAdd',
  'Sns.CallbackBlackListDelete',
  'C2C.CallbackAfterSendMsg',
  'C2C.CallbackAfterMsgReport',
  'C2C.CallbackAfterMsgWithDraw',
  'Group.CallbackAfterCreateGroup',
  'Group.CallbackAfterNewMemberJoin',
  'Group.CallbackAfterMemberExit',
  'Group.CallbackAfterSendMsg',
  'Group.CallbackSendMsgException',
  'Group.CallbackAfterRecallMsg',
  'Group.CallbackAfterGroupFull',
  'Group.CallbackAfterGroupDestroyed',
  'Group.CallbackAfterGroupInfoChanged',
  'Group.CallbackOnMemberStateChange',
  'Group.CallbackAfterCreateTopic',
  'Group.CallbackAfterTopicDestroyed',
  'Group.CallbackAfterTopicInfoChanged',
] as const

export type BeforeCallback = (typeof beforeCallbacks)[number]
export type AfterCallback = (typeof afterCallbacks)[number]
export type CallbackName = BeforeCallback | AfterCallback
const callbackName = z.enum([...beforeCallbacks, ...afterCallbacks])

const label = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i

/** http:// or https://; an IP address, or a host of letters, digits and single hyphens; none of blank ! $ & in it. */
export const callbackUrl = receiverUrl
  .refine((value) => !/[\s!$&]/.test(value), { error: 'An address without blanks and without ! $ &.' })
  .refine(hasPlainHost, { error: 'The host has letters, digits and single hyphens, up to 63 characters between dots.' })

const settings = z.object({
  /** null: none is set, and nothing is asked or told. */
  url: z.string().nullable(),
  commands: z.array(callbackName),
  /** A "before" callback without an answer: `deliver` goes on, `refuse` refuses. */
  unanswered: z.enum(['deliver', 'refuse']),
  /** "After" callbacks that did not arrive are tried again; otherwise each is tried once. */
  retries: z.boolean(),
  /** Calls carry Sign and RequestTime, and webhook-signature. */
  signed: z.boolean(),
  /** Until then Sign is made with the token before the present one; null: there is none. */
  previousUntil: moment.nullable(),
  certificateUntil: moment.nullable(),
  waiting: z.number().int(),
  /** "After" callbacks that were thrown away because too many waited. */
  dropped: z.number().int(),
  droppedAt: moment.nullable(),
  /** The last time that nobody was asked because the receiver had failed too often; technical time. */
  pause: z.object({ at: moment, until: moment, reason: z.string(), isNow: z.boolean() }).nullable(),
})

const tested = z.object({ command: callbackName, body: z.string(), answer: deliveryAnswer })

const delivery = z.object({
  deliveryId: z.number().int(),
  type: z.string(),
  at: moment,
  body: z.string(),
  outcome: deliveryOutcome,
  attempts: z.number().int(),
  triedAt: moment.nullable(),
  nextTryAt: moment.nullable(),
  answer: deliveryAnswer.nullable(),
  /**
   * Of a "before" callback, which is never repeated: what became of what was asked about. `changed`: it went on as the app said;
   * `unanswered_allowed`, `unanswered_refused`: by the policy. null: told after the fact.
   */
  verdict: z.enum(['allowed', 'changed', 'refused', 'dropped', 'unanswered_allowed', 'unanswered_refused']).nullable(),
})

const develops = { callers: ['person'], effect: 'write', right: 'develop' } as const

/** What an app is asked before and told after by HTTP (webhooks.md). */
export const callbackCommands = {
  'callback.get': command({
    summary: 'Where an app is asked and told, by which callbacks, and how that goes.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: settings,
  }),
  'callback.set': command({
    summary:
      'Set address, callbacks and policies: what is given takes the place of what was there. url null: nothing is asked or told any more.',
    ...develops,
    input: z.object({
      sdkAppId,
      url: callbackUrl.nullable().optional(),
      commands: z.array(callbackName).max(60).optional(),
      unanswered: z.enum(['deliver', 'refuse']).optional(),
      retries: z.boolean().optional(),
    }),
    output: settings,
  }),
  'callback.rotateToken': command({
    summary:
      'Sign calls, or sign them anew: answers token and secret this once. For 24 hours Sign stays that of the token before, and webhook-signature has both, unless `atOnce`.',
    ...develops,
    input: z.object({
      sdkAppId,
      /** Default: one is made up. */
      token: z
        .string()
        .regex(/^[\x21-\x7e]{8,64}$/, 'A token has 8 to 64 letters, digits and signs.')
        .optional(),
      atOnce: z.boolean().default(false),
    }),
    output: z.object({ token: z.string(), secret: z.string(), previousUntil: moment.nullable() }),
  }),
  'callback.removeToken': command({
    summary: 'Calls are signed no more.',
    ...develops,
    input: z.object({ sdkAppId }),
    output: settings,
  }),
  'callback.certificate': command({
    summary: 'The client certificate that Plenum shows to the receiver, in PEM; made when it is first asked for.',
    ...develops,
    input: z.object({ sdkAppId }),
    output: z.object({ certificate: z.string(), validUntil: moment }),
  }),
  'callback.test': command({
    summary: 'Send one of each of these with made-up content, and answer what came back. Nothing happens to the app.',
    callers: ['person'],
    effect: 'statement',
    right: 'develop',
    input: z.object({ sdkAppId, commands: z.array(callbackName).min(1).max(60) }),
    output: z.object({ tested: z.array(tested) }),
  }),
  'callback.deliveries': command({
    summary:
      'What was asked before and told after the fact, and what came back, newest first; kept for three days after its end. Of what was asked, the last 1,000; of many questions in one second 20, those that were not allowed before the others.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId, before: z.number().int().positive().optional(), limit: pageLimit(200, 50) }),
    output: z.object({ deliveries: z.array(delivery), next: z.number().int().nullable() }),
  }),
  'callback.repeat': command({
    summary: 'Tell again: one delivery, or all that have ended and happened from a moment on, in their order.',
    ...develops,
    input: z.object({ sdkAppId, what: z.union([z.object({ deliveryId: z.number().int().positive() }), z.object({ from: moment })]) }),
    output: z.object({ repeated: z.number().int() }),
  }),
}

function hasPlainHost(value: string): boolean {
  const host = URL.parse(value)?.hostname ?? ''
  if (host.startsWith('[')) return true
  return host.length > 0 && host.split('.').every((part) => label.test(part) && !part.replace(/^xn--/, '').includes('--'))
}
