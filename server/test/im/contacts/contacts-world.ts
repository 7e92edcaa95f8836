import { afterAll, beforeAll } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { type Plan, startWorld, type World } from '../../world.ts'
import { driveContacts } from './contacts-driver.ts'

export let world: World
export let app: AppDriver

/** A world for the file that calls this, with an app. */
export function openContacts(plan: Plan & { users?: string[] }) {
  beforeAll(async () => {
    world = await startWorld()
    app = await world.busyApp(plan)
  })
  afterAll(() => world.close())
  return driveContacts(() => app)
}
