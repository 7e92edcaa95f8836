import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { log } from '../../../src/platform/log.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_CHARGES: 'on' } })
})
afterAll(() => world.close())

const disabled = { code: 4423, reason: 'app_disabled -10112' }

test('disabling an app closes its connections and no others, refuses logins, and enabling lets them back', async () => {
  const owner = await world.signUp()
  const [app, other] = [await world.app({ owner, name: 'One' }), await world.app({ owner, name: 'Other' })]
  const [ann, stranger] = [await LiveClient.signIn(app, 'ann'), await LiveClient.signIn(other, 'ann')]
  await app.disable()
  expect(await ann.hears('connection.ended')).toEqual({ closeCode: 4423, reason: 'app_disabled', number: -10112 })
  expect(await ann.closed).toEqual(disabled)
  const again = await LiveClient.connect(world.url)
  const signature = { sdkAppId: app.sdkAppId, userId: 'ann', userSig: app.userSig('ann') }
  expect(await again.refused('connection.open', signature)).toMatchObject({ code: 'app_disabled', number: -10112 })
  await stranger.settle()
  await app.enable()
  await again.open(app, 'ann')
  await again.settle()
  for (const client of [again, stranger]) await client.close()
})

test('a deleted app closes what is open, and is as unknown as one that never was', async () => {
  const app = await world.app()
  const ann = await LiveClient.signIn(app, 'ann')
  await app.disable()
  expect((await ann.closed).code).toBe(4423)
  await app.delete()
  const again = await LiveClient.connect(world.url)
  const signature = { sdkAppId: app.sdkAppId, userId: 'ann', userSig: app.userSig('ann') }
  expect((await again.refused('connection.open', signature)).code).toBe('app_unknown')
  await again.close()
})

test('of logins that race with disabling none is left open', async () => {
  const app = await world.app()
  const clients = await Promise.all(names('u', 40).map(() => LiveClient.connect(world.url)))
  const answers = clients.map((client, index) =>
    client.open(app, names('u', 40)[index]!).then(
      () => 'in',
      (error) => error.code ?? 'closed',
    ),
  )
  await Promise.all([app.disable(), ...answers])
  const outcomes = await Promise.all(answers)
  expect(new Set(outcomes.filter((outcome) => !['in', 'app_disabled', 'closed'].includes(outcome)))).toEqual(new Set())
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome === 'in') expect(await clients[index]!.closed).toEqual(disabled)
    else await clients[index]!.close()
  }
  expect(world.presence.countUsers(app.sdkAppId)).toBe(0)
  expect(await world.differencesIn(app)).toEqual([])
})

test('on the way of the clock each suspension closes what is open, and a payment lets users back', async () => {
  const owner = await world.signUp()
  const app = await world.app({ owner, edition: 'pro' })
  await world.moveTo('2022-12-02T02:00:00Z')
  const { accountId } = await app.get()
  const ann = await LiveClient.signIn(app, 'ann')
  // Far beyond the suspension, and the purge after it: each ends what was open before it.
  await world.moveTo('2022-12-20T02:00:00Z')
  expect(await ann.closed).toEqual({ code: 4423, reason: 'app_suspended -10108' })
  const again = await LiveClient.connect(world.url)
  const signature = { sdkAppId: app.sdkAppId, userId: 'ann', userSig: app.userSig('ann') }
  expect(await again.refused('connection.open', signature)).toMatchObject({ code: 'app_suspended', number: -10108 })
  await world.operator.call('account.topUp', { accountId, amount: { currency: 'USD' as const, amount: '1000.00' }, note: 'cash' })
  await again.open(app, 'ann')
  await again.close()
})

test('another process on the same database hears of it within its next look', async () => {
  const config = readConfig({ PLENUM_PORT: '0', PLENUM_CLOCK: 'manual', PLENUM_DATA: world.dataFolder, DATABASE_URL: 'postgres://unused' })
  const other = await startApp(config, { sql: world.sql, log, metrics: createMetrics() })
  try {
    const app = await world.app()
    const ann = await LiveClient.connect(other.url)
    await ann.open(app, 'ann')
    await app.disable()
    expect(await ann.closed).toEqual(disabled)
  } finally {
    await other.close()
  }
})
