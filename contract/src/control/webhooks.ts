import { z } from 'zod'
import { command } from '../command.ts'
import { deliveryAnswer, deliveryOutcome, receiverUrl } from '../deliveries.ts'
import { moment, nothing, pageLimit } from '../values.ts'

export const webhookTypes = ['bill.issued', 'bill.overdue', 'account.suspended', 'account.restored'] as const
export type WebhookType = (typeof webhookTypes)[number]

const endpointId = z.string().max(40)
const endpoint = z.object({
  endpointId,
  /** Of the operator: hears of all accounts. */
  allAccounts: z.boolean(),
  url: z.string(),
  events: z.array(z.enum(webhookTypes)),
  /** The secret before the present one signs too until then; null: there is none. */
  previousUntil: moment.nullable(),
  createdBy: z.string(),
  createdAt: moment,
})

const delivery = z.object({
  deliveryId: z.number().int(),
  endpointId,
  type: z.string(),
  /** When it happened, by the clock; the other moments are technical time. */
  at: moment,
  body: z.string(),
  outcome: deliveryOutcome,
  attempts: z.number().int(),
  triedAt: moment.nullable(),
  nextTryAt: moment.nullable(),
  answer: deliveryAnswer.nullable(),
})

const forPeople = { callers: ['person'], right: 'people' } as const

export const webhookCommands = {
  'endpoint.list': command({
    summary: 'Addresses that are told of bills, suspension and restoring; for the operator also those that hear of all accounts.',
    ...forPeople,
    effect: 'read',
    input: nothing,
    output: z.object({ endpoints: z.array(endpoint) }),
  }),
  'endpoint.add': command({
    summary: 'Be told at an address. The secret that signs is answered this once.',
    ...forPeople,
    effect: 'write',
    input: z.object({
      url: receiverUrl,
      events: z
        .array(z.enum(webhookTypes))
        .min(1)
        .max(webhookTypes.length)
        .default([...webhookTypes]),
      allAccounts: z.boolean().default(false),
    }),
    output: z.object({ endpoint, secret: z.string() }),
  }),
  'endpoint.remove': command({
    summary: 'Tell an address no more. What waits for it is dropped.',
    ...forPeople,
    effect: 'write',
    input: z.object({ endpointId }),
    output: nothing,
  }),
  'endpoint.rotateSecret': command({
    summary: 'Sign with a new secret. For 24 hours the one before it signs too.',
    ...forPeople,
    effect: 'write',
    input: z.object({ endpointId }),
    output: z.object({ secret: z.string(), previousUntil: moment }),
  }),
  'endpoint.test': command({
    summary: 'Send a delivery of the type endpoint.test, once.',
    ...forPeople,
    effect: 'write',
    input: z.object({ endpointId }),
    output: nothing,
  }),
  'delivery.list': command({
    summary: 'What was sent to the endpoints and what came back, newest first; kept for 30 days after its end.',
    ...forPeople,
    effect: 'read',
    input: z.object({ endpointId: endpointId.optional(), before: z.number().int().positive().optional(), limit: pageLimit(200, 50) }),
    output: z.object({ deliveries: z.array(delivery), next: z.number().int().nullable() }),
  }),
  'delivery.repeat': command({
    summary: 'Send a delivery again, under the same id.',
    ...forPeople,
    effect: 'write',
    input: z.object({ deliveryId: z.number().int().positive() }),
    output: nothing,
  }),
}
