import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveLive } from '../messages/live-world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp()
})
afterAll(() => world.close())

const { signIn, names, group, close } = driveLive(() => app)
afterEach(close)

test('what a user is told is numbered, read again by whoever missed it, and kept as long as messages are', async () => {
  const [ann] = names('ann') as [string]
  const groupId = await group(ann, [])
  const asAnn = await signIn(ann)
  const before = await asAnn.call('userNotice.list', { userId: ann })
  for (const isPinned of [true, false]) await asAnn.call('conversation.set', { userId: ann, conversations: [{ groupId }], isPinned })
  const { notices, newest } = await asAnn.call('userNotice.list', { userId: ann, after: before.newest })
  expect(notices.map(({ notice, event, content }) => [notice, event, content.isPinned])).toEqual([
    [before.newest + 1, 'conversation.changed', true],
    [before.newest + 2, 'conversation.changed', false],
  ])
  expect(newest).toBe(before.newest + 2)

  await world.moveBy(9 * 24 * 60 * 60)
  expect(await asAnn.call('userNotice.list', { userId: ann })).toEqual({ notices: [], newest })
  expect(await world.sql`select 1 from user_notices where app_id = ${app.sdkAppId}`).toHaveLength(0)
})
