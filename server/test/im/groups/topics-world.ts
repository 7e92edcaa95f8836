import { afterAll, beforeAll, expect } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveTopics } from './topics-driver.ts'

/** For whoever imports this: a world for the file, with an app and a community in it. Its counters are right at the end. */
export let world: World
export let app: AppDriver
export let community: string
export const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy'] })
  community = await newCommunity('@TGS#_garden')
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

export const { topics, groups, said, list, newCommunity, create, infoOf, send } = driveTopics(
  () => app,
  () => community,
)
