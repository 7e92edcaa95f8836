import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const assumptions = async ({ owner, sdkAppId }: AppDriver) => (await owner.call('bill.estimate', { sdkAppId })).assumptions
const quotas =
  'Above 10,000 users on one day, each step of 10,000 begun costs $449.99 for the whole month; above 100,000 groups at once, each 100,000 cost $449.99.'
const beforeTax = 'Before tax and corrections of earlier bills.'

test('the forecast says what it takes for granted: the plan, the peaks of today, and what one day above a quota costs', async () => {
  const app = await world.app({ edition: 'pro' })
  await world.sql`insert into app_days (app_id, day, dau, peak_groups) values (${app.sdkAppId}, '2022-11-10', 7240, 61400)`
  expect(await assumptions(app)).toEqual([
    'Plan and paid items stay as they are to the end of the month.',
    'The peaks stay what they are today: 7,240 users on one day and 61,400 groups at once.',
    quotas,
    beforeTax,
  ])
})

test('an app without service is expected to stay so, and Free costs nothing', async () => {
  const app = await world.app({ edition: 'pro' })
  await app.disable()
  expect(await assumptions(app)).toEqual(['It stays without service: no further day is charged.', beforeTax])
  await app.enable()
  expect(await assumptions(app)).toContain('Plan and paid items stay as they are to the end of the month.')
  expect(await assumptions(await world.app())).toEqual(['Free costs nothing, whatever is used.'])
})

test('of an account it speaks of all its paid apps', async () => {
  const owner = await world.signUp('Many Apps')
  for (const edition of ['pro', 'ultimate', 'free'] as const) await world.app({ owner, edition })
  await (await world.app({ owner, edition: 'pro' })).disable()
  expect((await owner.call('bill.estimate', {})).assumptions).toEqual([
    'Plan and paid items stay as they are to the end of the month; 1 of 3 apps stay without service.',
    'The peaks of each app stay what they are today.',
    quotas,
    beforeTax,
  ])
})
