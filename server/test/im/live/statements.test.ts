import pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World

beforeEach(async () => {
  world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '10000' } })
})
afterEach(() => world.close())

const body = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'Roses' } }]
const signIn = (app: AppDriver, userIds: string[]) => Promise.all(userIds.map((userId) => LiveClient.signIn(app, userId)))
const close = (clients: LiveClient[]) => Promise.all(clients.map((client) => client.close()))

/** How many statements PostgreSQL is asked while something happens. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const asked = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return asked.mock.calls.length
  } finally {
    asked.mockRestore()
  }
}

test('what a message asks of the database does not grow with those who hear it', async () => {
  const users = names('u', 80)
  const app = await world.busyApp({ edition: 'ultimate', users })
  const said = async (groupId: string, members: string[]) => {
    await app.createGroup({ GroupId: groupId, MemberList: members.map((Member_Account) => ({ Member_Account })) })
    const clients = await signIn(app, members)
    const statements = await statementsOf(async () => {
      for (let count = 0; count < 20; count++) await clients[0]!.call('message.send', { groupId, random: count, body })
      await Promise.all(clients.map((client) => client.hears('message.sent', ({ random }) => random === 19)))
    })
    await close(clients)
    return statements
  }
  const few = await said('few', users.slice(0, 2))
  expect(few).toBeGreaterThanOrEqual(20)
  expect(await said('many', users)).toBeLessThan(few + 20)
})

test('users who come back together, and enter the same audio-video group, are looked up together', async () => {
  const users = names('u', 150)
  const app = await world.busyApp({ edition: 'ultimate', users })
  const groupId = await app.createGroup({ Type: 'AVChatRoom', GroupId: 'arena' })
  const sockets = await Promise.all(users.map(() => LiveClient.connect(world.url)))
  const changedSince = world.now().toISOString()
  const statements = await statementsOf(() =>
    Promise.all(
      sockets.map(async (client, index) => {
        await client.open(app, users[index]!)
        await client.call('conversation.list', { userId: users[index]!, changedSince })
        await client.call('avGroup.join', { groupId })
      }),
    ),
  )
  expect(world.presence.countAvMembers(app.sdkAppId, groupId)).toBe(users.length)
  expect(statements).toBeGreaterThan(0)
  expect(statements).toBeLessThan(users.length)
  await close(sockets)
})
