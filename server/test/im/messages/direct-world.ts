import { afterAll, beforeAll } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveDirect } from './direct-driver.ts'

/** For whoever imports this: a world for the file, with an app whose users talk to each other. */
export let world: World
export let app: AppDriver
export const start = Date.parse('2022-11-10T06:20:00Z') / 1000
export const day = 24 * 60 * 60

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro' })
})
afterAll(() => world.close())

export const { pair, say, importOne, page, unreadOf } = driveDirect(() => app)
