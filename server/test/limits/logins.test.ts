import { bookOf, builtInPriceBooks, limitsAt } from '@plenum/billing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type LoginOutcome, logIn } from '../../src/limits/logins.ts'
import { loadAppInMemory } from '../../src/road/app-in-memory.ts'
import { StaleRevision } from '../../src/road/context.ts'
import { DayClosed } from '../../src/road/days.ts'
import type { AppDriver } from '../app-driver.ts'
import { names } from '../counted.ts'
import { type Plan, startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(async () => expect(await world.differencesIn(app)).toEqual([]))

/** The app as live connections would have it in memory. */
async function admitted() {
  const { day } = await world.operator.call('clock.get', {})
  const inMemory = (await loadAppInMemory(world.sql, app.sdkAppId))!
  const allowed = { app: inMemory, limits: limitsAt(inMemory.configuration, bookOf(builtInPriceBooks, day)) }
  return { allowed, when: { now: world.now(), day } }
}

async function loggedIn(...userIds: string[]): Promise<LoginOutcome[]> {
  const { allowed, when } = await admitted()
  return logIn(world.sql, allowed, userIds, when)
}

async function newApp(plan: Plan = {}) {
  app = await world.app(plan)
}

const today = async () => {
  const { day } = await world.operator.call('clock.get', {})
  const { days } = await world.operator.call('usage.daily', { sdkAppId: app.sdkAppId, from: day, to: day })
  return days[0]!
}

describe('logins', () => {
  test('a login makes the account of a new user, and counts a user once a day', async () => {
    await newApp()
    expect(await loggedIn('ann', 'ben', 'ann')).toEqual(['in', 'in', 'in'])
    expect(await loggedIn('ann')).toEqual(['in'])
    expect(await today()).toMatchObject({ dau: 2, users: 3, usersRegistered: 3 })
    await world.moveBy(24 * 3600)
    expect(await loggedIn('ann', 'administrator')).toEqual(['in', 'in'])
    expect(await today()).toMatchObject({ dau: 2, users: 3, usersRegistered: 0 })
  })

  test('the 101st user of a day on Free is refused with 72000, before 70398, and leaves nothing behind; who was there comes back', async () => {
    await newApp()
    expect(await loggedIn('administrator', ...names('user', 99))).toEqual(names('user', 100).map(() => 'in'))
    expect(await loggedIn('late', 'administrator')).toEqual(['daily_user_limit', 'in'])
    expect(await app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'late' }] })).toMatchObject({
      ResultItem: [{ AccountStatus: 'NotImported' }],
    })
    await world.moveBy(24 * 3600)
    expect(await loggedIn('late')).toEqual(['user_limit'])
    expect(await today()).toMatchObject({ dau: 0, users: 100 })
  })

  test('of logins that race exactly as many get in as the plan allows', async () => {
    await newApp()
    const answers = await Promise.all(names('racer', 150).map((name, index) => loggedIn(name, `racer${(index * 7) % 150}`)))
    expect(answers.flat().filter((outcome) => outcome === 'in').length).toBeGreaterThan(98)
    const day = await today()
    expect(day).toMatchObject({ dau: 99, users: 100 })
  })

  test('Pro counts on', async () => {
    await newApp({ edition: 'pro' })
    const batches = Array.from({ length: 20 }, (_, batch) => names(`b${batch}u`, 30))
    await Promise.all([...batches, ...batches].map((batch) => loggedIn(...batch)))
    expect(await today()).toMatchObject({ dau: 600 })
    expect((await app.get()).limits.peakDailyUsers.use).toBe(600)
  })

  test('an upgrade in between refuses what was judged before it, and so does the close of the day', async () => {
    await newApp()
    const before = await admitted()
    await app.upgrade()
    await expect(logIn(world.sql, before.allowed, ['ann'], before.when)).rejects.toBeInstanceOf(StaleRevision)
    const late = await admitted()
    await world.moveBy(2 * 24 * 3600)
    await expect(logIn(world.sql, late.allowed, ['ann'], late.when)).rejects.toBeInstanceOf(DayClosed)
    expect(await today()).toMatchObject({ dau: 0, users: 1 })
  })
})
