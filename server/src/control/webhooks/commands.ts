import { type Output, Refusal, type WebhookType, webhookTypes } from '@plenum/contract'
import { refusePrivate } from '../../outbox/addresses.ts'
import { describeDelivery } from '../../outbox/describe-delivery.ts'
import { newSigningSecret } from '../../outbox/sign.ts'
import { findDelivery, listDeliveries, removeOfReceiver, repeat, write } from '../../outbox/store.ts'
import { technicalNow } from '../../platform/clock.ts'
import { randomId } from '../../platform/ids.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { addEndpoint, countEndpoints, type Endpoint, findEndpoint, listEndpoints, lockOwner, removeEndpoint, setSecret } from './store.ts'

const endpointsMax = 10
/** So long the secret before it signs too. */
const overlapMs = 24 * 60 * 60 * 1000

/** Endpoints of an account are for its owner and administrators, those that hear of all accounts for the operator alone. */
export const webhookHandlers = {
  async 'endpoint.list'(_, context) {
    const { accountId, operator } = personOfAll(context)
    return { endpoints: (await listEndpoints(context.sql, accountId, operator)).map(describe) }
  },

  async 'endpoint.add'({ url, events, allAccounts }, context) {
    const { sql, now, installation } = context
    const { accountId: own, operator, name } = personOfAll(context)
    if (allAccounts && !operator) throw new Refusal('not_allowed')
    if (!installation.config.privateWebhooks) refusePrivateUrl(url)
    const accountId = allAccounts ? null : own
    await lockOwner(sql, accountId)
    if ((await countEndpoints(sql, accountId)) >= endpointsMax) throw new Refusal('endpoint_limit', { allowed: endpointsMax })
    const endpoint: Endpoint = {
      id: randomId('whe'),
      accountId,
      url,
      events: webhookTypes.filter((type) => events.includes(type)),
      secret: newSigningSecret(),
      previousSecret: null,
      previousUntil: null,
      createdBy: name,
      createdAt: now,
    }
    await addEndpoint(sql, endpoint)
    await record(context, endpoint, 'endpoint.added')
    return { endpoint: describe(endpoint), secret: endpoint.secret }
  },

  async 'endpoint.remove'({ endpointId }, context) {
    const endpoint = await ownEndpoint(context, endpointId)
    await removeEndpoint(context.sql, endpoint.id)
    await removeOfReceiver(context.sql, endpoint.id)
    await record(context, endpoint, 'endpoint.removed')
    return {}
  },

  async 'endpoint.rotateSecret'({ endpointId }, context) {
    const endpoint = await ownEndpoint(context, endpointId)
    const secret = newSigningSecret()
    const previousUntil = new Date(technicalNow().getTime() + overlapMs)
    await setSecret(context.sql, endpoint.id, secret, previousUntil)
    await record(context, endpoint, 'endpoint.secretRotated')
    return { secret, previousUntil: previousUntil.toISOString() }
  },

  async 'endpoint.test'({ endpointId }, context) {
    const { sql, now } = context
    const { id } = await ownEndpoint(context, endpointId)
    const body = JSON.stringify({ type: 'endpoint.test', timestamp: now.toISOString(), data: { endpointId: id } })
    await write(sql, [{ receiver: id, appId: null, orderKey: null, kind: 'endpoint.test', body, at: now, once: true }])
    return {}
  },

  async 'delivery.list'({ endpointId, before, limit }, context) {
    const { sql } = context
    const { accountId, operator } = personOfAll(context)
    const receivers = endpointId
      ? [(await ownEndpoint(context, endpointId)).id]
      : (await listEndpoints(sql, accountId, operator)).map(({ id }) => id)
    const found = await listDeliveries(sql, receivers, { before, limit: limit + 1 })
    const page = found.slice(0, limit)
    return {
      deliveries: page.map((row) => ({ endpointId: row.receiver, ...describeDelivery(row) })),
      next: found.length > limit ? page.at(-1)!.id : null,
    }
  },

  async 'delivery.repeat'({ deliveryId }, context) {
    const delivery = await findDelivery(context.sql, deliveryId)
    if (!delivery) throw new Refusal('not_found')
    await ownEndpoint(context, delivery.receiver)
    await repeat(context.sql, delivery.receiver, deliveryId)
    return {}
  },
} satisfies Partial<Handlers>

/** Bills are of all apps of an account: who sees only some of them has no part in this. */
function personOfAll(context: Context) {
  const person = personOf(context)
  if (!person.operator && person.scope !== 'all') throw new Refusal('not_allowed')
  return person
}

async function ownEndpoint(context: Context, endpointId: string): Promise<Endpoint> {
  const { accountId, operator } = personOfAll(context)
  const endpoint = await findEndpoint(context.sql, endpointId)
  const own = endpoint && (endpoint.accountId === null ? operator : endpoint.accountId === accountId)
  if (!own) throw new Refusal('not_found')
  return endpoint
}

/** Names are looked at when they are called; an address that is written out can be refused at once. */
function refusePrivateUrl(url: string) {
  try {
    refusePrivate(new URL(url).hostname)
  } catch (error) {
    throw new Refusal('bad_input', { field: 'url', reason: `url: ${(error as Error).message}.` })
  }
}

function record({ sql, now, day, caller, request }: Context, { accountId, url, events }: Endpoint, action: string) {
  const changes = action === 'endpoint.added' ? [{ field: 'Events', before: null, after: events.join(', ') }] : []
  return recordAudit(sql, {
    at: now,
    day,
    accountId,
    category: 'settings',
    action,
    actor: actorOf(caller),
    address: request.address,
    changes,
    note: url,
  })
}

function describe({
  id,
  accountId,
  url,
  events,
  previousUntil,
  createdBy,
  createdAt,
}: Endpoint): Output<'endpoint.list'>['endpoints'][number] {
  return {
    endpointId: id,
    allAccounts: accountId === null,
    url,
    events: events as WebhookType[],
    previousUntil: previousUntil && previousUntil > technicalNow() ? previousUntil.toISOString() : null,
    createdBy,
    createdAt: createdAt.toISOString(),
  }
}
