import { expect, test } from 'vitest'
import { openClock } from '../../src/platform/clock.ts'
import { startWorld } from '../world.ts'

test('while the clock moves, clock.get and bill.runState say how far it has come and what runs, and no other move begins', async () => {
  const world = await startWorld()
  await world.app({ edition: 'pro' })
  const held = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  // A write under 10 November that has not ended: the day cannot close.
  const holder = world.sql.begin(async (tx) => {
    await tx`select hold_days()`
    holding.resolve()
    await held.promise
  })
  await holding.promise
  const moved = world.moveTo('2023-01-05T02:00:00Z')
  const state = async () => (await world.operator.call('clock.get', {})).moving
  while ((await state())?.running !== 'close-billing-day');

  const moving = {
    from: '2022-11-10T06:20:00.000Z',
    to: '2023-01-05T02:00:00.000Z',
    at: '2022-11-10T16:10:00.000Z',
    running: 'close-billing-day',
  }
  expect(await world.operator.call('clock.get', {})).toMatchObject({ now: moving.at, moving })
  expect(await world.operator.call('bill.runState', {})).toMatchObject({ moving, closedThrough: '2022-11-09', accounts: 2 })
  expect((await world.operator.refused('clock.set', { now: '2022-12-01T00:00:00Z' })).code).toBe('clock_busy')

  held.resolve()
  await Promise.all([holder, moved])
  expect(await world.operator.call('clock.get', {})).toMatchObject({ now: moving.to, moving: null })
  expect(await world.operator.call('bill.runState', {})).toMatchObject({ moving: null, closedThrough: '2023-01-04' })
  await world.close()
})

test('what fails on the way stops the clock at its moment, and nothing moves any more; a restart forgets a move that broke off', async () => {
  const world = await startWorld({ env: { PLENUM_CHARGES: 'on' } })
  await world.app({ edition: 'pro' })
  await world.sql.unsafe(`
    create function break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
    create trigger break_off before insert on bills for each row execute function break_off()`)
  expect((await world.operator.refused('clock.set', { now: '2023-01-05T02:00:00Z' })).code).toBe('internal')
  expect(await world.operator.call('clock.get', {})).toMatchObject({ now: '2022-12-02T02:00:00.000Z', moving: null })

  await world.sql`drop trigger break_off on bills`
  await world.sql`update installation set clock_moving_from = clock_at, clock_moving_to = '2023-01-05', clock_running = 'issue-bills'`
  const again = await openClock(world.sql, { kind: 'manual', startsAt: null })
  expect(again.now().toISOString()).toBe('2022-12-02T02:00:00.000Z')
  expect((await world.operator.call('clock.get', {})).moving).toBeNull()
  await world.moveTo('2023-01-05T02:00:00Z')
  expect((await world.operator.call('bill.runState', {})).months.map(({ billsIssued }) => billsIssued)).toEqual([1, 1])
  await world.close()
})

test('the clock moves ten years at most at once', async () => {
  const world = await startWorld()
  const furthest = '2032-11-10T06:20:00.000Z'
  expect(await world.operator.refused('clock.set', { now: '2032-11-11T06:20:00.000Z' })).toMatchObject({
    code: 'clock_too_far',
    details: { furthest },
  })
  expect(await world.operator.call('clock.get', {})).toMatchObject({ now: world.now().toISOString(), moving: null })
  await world.close()
})
