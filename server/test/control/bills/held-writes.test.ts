import { bookOf, builtInPriceBooks, limitsAt } from '@plenum/billing'
import { expect, test } from 'vitest'
import { logIn } from '../../../src/limits/logins.ts'
import { loadAppInMemory } from '../../../src/road/app-in-memory.ts'
import { DayClosed } from '../../../src/road/days.ts'
import { completed } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

/** 30 November 2022, 23:50 in Shanghai. */
const lateInNovember = '2022-11-30T15:50:00Z'

/** Something others wait for, until it is let go. */
async function hold({ sql }: World, begin: (tx: World['sql']) => Promise<unknown>) {
  const held = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const given = new Error('let go')
  const holder = sql.begin(async (tx) => {
    await begin(tx as never)
    holding.resolve()
    await held.promise
    throw given
  })
  await holding.promise
  return async () => {
    held.resolve()
    await holder.catch(() => {})
  }
}

/** Until so many statements with this text wait for a lock. */
async function waiting({ sql }: World, text: string, count = 1) {
  for (;;) {
    const rows = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${text}%`}`
    if (rows.length >= count) return
  }
}

test('a modification that was held over the end of the month is that of December: November is billed as it was, and December’s is used', async () => {
  const world = await startWorld({ now: '2022-11-10T06:20:00Z', env: { PLENUM_CHARGES: 'on' } })
  const owner = await world.signUp('Ana Reyes')
  const { accountId } = (await owner.call('session.get', {})).account!
  await world.operator.call('account.topUp', { accountId, amount: { currency: 'USD', amount: '5000.00' } })
  const app = await world.app({ owner, edition: 'pro' })
  await world.moveTo(lateInNovember)
  const requestId = 'held-modification'
  // Another request of the same id that has not ended.
  const letGo = await hold(
    world,
    (tx) => tx`
      insert into command_requests (account_id, request_id, command, input_hash, at)
      values (${accountId}, ${requestId}, 'plan.modify', '', ${world.now()})`,
  )
  const wanted = { sdkAppId: app.sdkAppId, ...completed({ edition: 'ultimate' }), acceptLoss: true, requestId }
  const modified = owner.call('plan.modify', wanted)
  await waiting(world, 'command_requests')
  await world.moveTo('2022-12-01T02:00:00Z')
  await letGo()
  expect(await modified).toMatchObject({ price: { thisMonth: { month: '2022-12', fromDay: '2022-12-01' } } })
  expect((await owner.call('ledger.list', { sdkAppId: app.sdkAppId })).entries[0]).toMatchObject({ kind: 'modified', day: '2022-12-01' })
  const again = { sdkAppId: app.sdkAppId, ...completed({ edition: 'pro' }), acceptLoss: true }
  expect((await owner.refused('plan.modify', again)).code).toBe('already_modified_this_month')

  await world.moveTo('2023-01-02T02:00:00Z')
  const linesOf = async (month: string) =>
    (await owner.call('bill.get', { month })).apps.flatMap(({ lines }) => lines.map(({ label, days }) => [label, days]))
  expect(await linesOf('2022-11')).toEqual([['Pro-postpaid', 21]])
  expect(await linesOf('2022-12')).toEqual([['Ultimate-postpaid', 31]])
  await world.close()
})

test('groups and logins that wait behind the close of November are counted for December, none for a closed day', async () => {
  const world = await startWorld({ now: lateInNovember })
  const app = await world.app({ edition: 'pro' })
  await app.importUsers(['ann'])
  const { day } = await world.operator.call('clock.get', {})
  const inMemory = (await loadAppInMemory(world.sql, app.sdkAppId))!
  const allowed = { app: inMemory, limits: limitsAt(inMemory.configuration, bookOf(builtInPriceBooks, day)) }
  const logInOn = (day: string) => logIn(world.sql, allowed, ['ann', 'ben'], { now: world.now(), day })

  const letGo = await hold(world, (tx) => tx`select hold_days()`)
  const moved = world.moveTo('2022-12-01T02:00:00Z')
  // The close waits for the one who holds the day, and whoever comes now waits behind the close.
  await waiting(world, 'pg_advisory_xact_lock')
  const created = app.createGroup({ Owner_Account: 'ann' })
  const login = expect(logInOn('2022-11-30')).rejects.toBeInstanceOf(DayClosed)
  await waiting(world, 'log_in_users')
  await letGo()
  await Promise.all([moved, created, login])
  expect(await logInOn('2022-12-01')).toEqual(['in', 'in'])

  const { days } = await app.owner.call('usage.daily', { sdkAppId: app.sdkAppId, from: '2022-11-30', to: '2022-12-01' })
  expect(days).toMatchObject([
    { day: '2022-12-01', groupsCreated: 1, dau: 2 },
    { day: '2022-11-30', groupsCreated: 0, dau: 0 },
  ])
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})
