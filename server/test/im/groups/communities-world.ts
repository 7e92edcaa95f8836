import { afterAll, beforeAll, expect } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from './groups-driver.ts'

/** For whoever imports this: a world for the file, with an app that may have communities. Its counters are right at the end. */
export let world: World
export let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

export const { call, infoOf } = driveGroups(() => app)
export const topics = (command: string, body: unknown, of = app) => of.v4(`million_group_open_http_svc/${command}`, body)
export const community = (body: Record<string, unknown> = {}) => ({ Type: 'Community', Name: 'Gardens', ...body })
