import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import type { Client } from '../../client.ts'
import { type Receiver, startReceiver, verified } from '../../receiver.ts'
import { operatorKey, startWorld, type World } from '../../world.ts'

let world: World
let receiver: Receiver
let owner: Client

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_WEBHOOK_PRIVATE: 'on', PLENUM_CHARGES: 'on' } })
})
afterAll(() => world.close())
beforeEach(async () => {
  receiver = await startReceiver()
  owner = await world.signUp()
})
afterEach(() => receiver.close())

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const add = (more: object = {}) => owner.call('endpoint.add', { url: receiver.url, ...more })
const deliveries = async (who = owner) => (await who.call('delivery.list', {})).deliveries
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 30_000, interval: 50 })

async function toNextBills() {
  const [year, month] = world.now().toISOString().split('-').map(Number) as [number, number]
  await world.moveTo(new Date(Date.UTC(year, month, 2, 2, 30)))
}

test('a bill, its debt, the suspension and the restoring of all apps are told, signed so that the published library accepts them', async () => {
  const { secret, endpoint } = await add()
  const app = await world.app({ owner, edition: 'pro' })
  await toNextBills()
  await receiver.have(2)
  await world.moveBy(25 * 60 * 60)
  await receiver.have(3)
  const { owed } = await owner.call('balance.get', {})
  await world.operator.call('account.topUp', { accountId: (await app.get()).accountId, amount: owed })
  await receiver.have(4)

  const told = receiver.received.map((one) => verified(one, secret) as { type: string; data: Record<string, unknown> })
  expect(told.map(({ type }) => type).toSorted()).toEqual(['account.restored', 'account.suspended', 'bill.issued', 'bill.overdue'])
  const of = (type: string) => told.find((one) => one.type === type)!.data
  const { bills } = await owner.call('bill.list', {})
  expect(of('bill.issued')).toMatchObject({ number: bills[0]!.number, month: bills[0]!.month, total: owed, owed: true })
  expect(of('bill.overdue')).toMatchObject({ owed, bills: [bills[0]!.number] })
  expect(of('account.suspended')).toMatchObject({ owed, sdkAppIds: [app.sdkAppId] })
  expect(of('account.restored')).toMatchObject({ balance: usd('0.00'), sdkAppIds: [app.sdkAppId] })
  await eventually(async () => (await deliveries()).map(({ outcome, endpointId }) => ({ outcome, endpointId }))).toEqual(
    Array(4).fill({ outcome: 'delivered', endpointId: endpoint.endpointId }),
  )
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(4)
})

test('an endpoint hears only what it was added for', async () => {
  await add({ events: ['account.suspended'] })
  await world.app({ owner, edition: 'pro' })
  await toNextBills()
  await world.moveBy(25 * 60 * 60)
  await receiver.have(1)
  expect((await deliveries()).map(({ type }) => type)).toEqual(['account.suspended'])
})

test('an endpoint of the operator hears of all accounts, that of an account only of its own', async () => {
  const ofAll = await startReceiver()
  const { endpoint } = await world.operator.call('endpoint.add', { url: ofAll.url, allAccounts: true, events: ['bill.issued'] })
  await add({ events: ['bill.issued'] })
  await world.app({ owner, edition: 'pro' })
  const other = await world.signUp()
  await world.app({ owner: other, edition: 'pro' })
  const before = ofAll.received.length
  await toNextBills()

  const accountIds = await Promise.all([owner, other].map(async (who) => (await who.call('balance.get', {})).accountId))
  await expect.poll(() => ofAll.received.slice(before).map(({ body }) => body.data.accountId)).toEqual(expect.arrayContaining(accountIds))
  await receiver.have(1)
  expect(receiver.received.map(({ body }) => body.data.accountId)).toEqual([accountIds[0]])
  expect((await owner.refused('endpoint.add', { url: ofAll.url, allAccounts: true })).code).toBe('not_allowed')
  expect((await owner.refused('endpoint.remove', { endpointId: endpoint.endpointId })).code).toBe('not_found')
  await world.operator.call('endpoint.remove', { endpointId: endpoint.endpointId })
  await ofAll.close()
})

test('a receiver that fails is tried again under the same id until it answers, and what came back is shown', async () => {
  receiver.replies((_, count) => (count === 1 ? { status: 503, body: 'not now' } : { body: 'thank you' }))
  await add()
  await world.app({ owner, edition: 'pro' })
  await world.operator.call('account.addVoucher', {
    accountId: (await owner.call('balance.get', {})).accountId,
    amount: usd('10000.00'),
    expiresOn: '2099-01-01',
  })
  await toNextBills()
  await receiver.have(1)
  await eventually(async () => (await deliveries())[0]).toMatchObject({
    outcome: 'waiting',
    attempts: 1,
    answer: { status: 503, text: 'not now' },
    nextTryAt: expect.any(String),
  })
  await receiver.have(2)
  await eventually(async () => (await deliveries())[0]).toMatchObject({
    outcome: 'delivered',
    attempts: 2,
    answer: { status: 200, text: 'thank you' },
  })
  const [first, second] = receiver.received as [(typeof receiver.received)[0], (typeof receiver.received)[0]]
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
  expect(second.text).toBe(first.text)
})

test('what nobody took for three days is given up, and the account is told', async () => {
  receiver.replies(() => ({ status: 500 }))
  await add({ events: ['bill.issued'] })
  await world.app({ owner, edition: 'pro' })
  await toNextBills()
  await eventually(async () => (await deliveries())[0]).toMatchObject({ outcome: 'waiting', attempts: 1 })
  const threeDaysAgo = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000)
  await world.sql`update deliveries set first_tried_at = ${threeDaysAgo}, due_at = '-infinity' where id = ${(await deliveries())[0]!.deliveryId}`
  await eventually(async () => (await deliveries())[0]).toMatchObject({ outcome: 'failed' })
  await eventually(async () => (await owner.call('notice.list', {})).notices.map(({ kind }) => kind)).toContain('endpoint.failed')
})

test('when more wait than are kept the account is told that, once', async () => {
  receiver.replies(() => ({ status: 500 }))
  const { endpoint } = await add({ events: ['bill.issued'] })
  await world.sql`
    insert into deliveries (receiver, kind, body, at, due_at)
    select ${endpoint.endpointId}, 'bill.issued', '{}', ${world.now()}, ${new Date(Date.now() + 3_600_000)} from generate_series(1, 10_003)`
  await eventually(async () => (await owner.call('notice.list', {})).notices.map(({ text }) => text)).toEqual([
    expect.stringContaining('More waited than are kept'),
  ])
  await world.sql`delete from deliveries where receiver = ${endpoint.endpointId}`
})

test('a redirect is not followed, a receiver that hangs up counts as a failure, and a delivery can be repeated', async () => {
  const elsewhere = await startReceiver()
  receiver.replies(() => ({ status: 302, headers: { location: elsewhere.url } }))
  const { endpoint, secret } = await add()
  await owner.call('endpoint.test', endpoint)
  await eventually(async () => (await deliveries())[0]).toMatchObject({ type: 'endpoint.test', outcome: 'failed', answer: { status: 302 } })
  receiver.replies(() => 'break off')
  await owner.call('delivery.repeat', { deliveryId: (await deliveries())[0]!.deliveryId })
  await eventually(async () => (await deliveries())[0]).toMatchObject({
    outcome: 'failed',
    answer: { status: null, error: 'the connection was broken off' },
  })
  receiver.replies(() => ({}))
  await owner.call('delivery.repeat', { deliveryId: (await deliveries())[0]!.deliveryId })
  await eventually(async () => (await deliveries())[0]).toMatchObject({ outcome: 'delivered' })
  expect(elsewhere.received).toEqual([])
  expect(verified(receiver.received.at(-1)!, secret)).toMatchObject({ type: 'endpoint.test' })
  await elsewhere.close()
})

test('after a rotation both secrets verify for a while, and the one before them does not', async () => {
  const { endpoint, secret: first } = await add()
  const { secret: second } = await owner.call('endpoint.rotateSecret', endpoint)
  const { secret: third, previousUntil } = await owner.call('endpoint.rotateSecret', endpoint)
  expect(new Date(previousUntil).getTime() - Date.now()).toBeGreaterThan(23 * 60 * 60 * 1000)
  await owner.call('endpoint.test', endpoint)
  const [told] = await receiver.have(1)
  expect(String(told!.headers['webhook-signature']).split(' ')).toHaveLength(2)
  for (const secret of [second, third]) expect(verified(told!, secret)).toMatchObject({ type: 'endpoint.test' })
  expect(() => verified(told!, first)).toThrow()

  // The while is over.
  await world.sql`update endpoints set previous_until = ${new Date(Date.now() - 1)} where id = ${endpoint.endpointId}`
  await owner.call('endpoint.test', endpoint)
  const later = (await receiver.have(2))[1]!
  expect(verified(later, third)).toMatchObject({ type: 'endpoint.test' })
  expect(() => verified(later, second)).toThrow()
})

test('two processes deliver each once', async () => {
  const config = readConfig({
    PLENUM_PORT: '0',
    PLENUM_CLOCK: 'manual',
    PLENUM_OPERATOR_KEY: operatorKey,
    PLENUM_WEBHOOK_PRIVATE: 'on',
    DATABASE_URL: 'postgres://unused',
  })
  const second = await startApp(config, { sql: world.sql, log: pino({ level: 'silent' }) as never, metrics: createMetrics() })
  const receivers = await Promise.all(Array.from({ length: 5 }, () => startReceiver()))
  const endpoints = await Promise.all(receivers.map(({ url }) => owner.call('endpoint.add', { url })))
  for (let round = 0; round < 8; round++) await Promise.all(endpoints.map(({ endpoint }) => owner.call('endpoint.test', endpoint)))
  await eventually(async () => (await deliveries()).filter(({ outcome }) => outcome === 'delivered').length).toBe(40)
  await second.close()

  for (const { received } of receivers) {
    expect(received).toHaveLength(8)
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(8)
  }
  await Promise.all(receivers.map((one) => one.close()))
})

test('endpoints of an account are for its owner and administrators who see all apps, and there are at most ten', async () => {
  await add()
  const app = await world.app({ owner })
  const keys = {
    developer: await owner.call('apiKey.create', { name: 'dev', role: 'developer' }),
    limited: await owner.call('apiKey.create', { name: 'limited', role: 'administrator', scope: [app.sdkAppId] }),
    administrator: await owner.call('apiKey.create', { name: 'all', role: 'administrator' }),
  }
  const by = (key: { secret: string }) => Object.assign(world.nobody(), { bearer: key.secret }) as Client
  expect((await by(keys.developer).refused('endpoint.list', {})).code).toBe('not_allowed')
  expect((await by(keys.limited).refused('endpoint.list', {})).code).toBe('not_allowed')
  expect((await by(keys.administrator).call('endpoint.list', {})).endpoints).toHaveLength(1)
  for (let count = 1; count < 10; count++) await add()
  expect((await owner.refused('endpoint.add', { url: receiver.url })).code).toBe('endpoint_limit')
  const audit = await owner.call('audit.list', {})
  expect(audit.entries[0]).toMatchObject({ action: 'endpoint.added', category: 'settings' })
})

test('what was removed is told no more, and nothing of it is left', async () => {
  receiver.replies(() => ({ status: 500 }))
  const { endpoint } = await add()
  await world.app({ owner, edition: 'pro' })
  await toNextBills()
  await receiver.have(1)
  await owner.call('endpoint.remove', endpoint)
  expect(await deliveries()).toEqual([])
  expect(await world.sql`select 1 from deliveries where receiver = ${endpoint.endpointId}`).toEqual([])
})

test.each([
  'ftp://example.com',
  'https://user:pw@example.com/',
  'https://example.com/#part',
  'example.com',
  `https://example.com/${'x'.repeat(500)}`,
])('%s is no address of an endpoint', async (url) => {
  expect((await owner.refused('endpoint.add', { url })).code).toBe('bad_input')
})
