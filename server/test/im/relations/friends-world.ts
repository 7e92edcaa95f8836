import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { type Plan, startWorld, type World } from '../../world.ts'
import { friendsDriver } from './friends-driver.ts'

/** For whoever imports this: a world for the file, an app of its own for each test, and its counters are right after each. */
export let world: World
export let app: AppDriver
export let friends: ReturnType<typeof friendsDriver>

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(() => openApp({}, ['ann', 'ben', 'cy', 'dan']))
afterEach(async () => {
  expect(await world.differencesIn(app)).toEqual([])
})

/** In the place of the app that is there. */
export async function openApp(plan: Plan, users: string[]) {
  app = await world.busyApp({ ...plan, users })
  friends = friendsDriver(app)
}
