import type { AppSettings, Platform } from '@plenum/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Emission } from '../../../src/platform/hub.ts'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  app = await world.app({ edition: 'ultimate' })
})

const set = (settings: Partial<AppSettings>) => app.owner.call('settings.set', { sdkAppId: app.sdkAppId, settings })
const on = (platform: Platform) => LiveClient.signIn(app, 'ann', { platform })
const online = () => world.presence.platformsOf(app.sdkAppId, 'ann')

test('a second page takes the place of the first, which is told why (91101)', async () => {
  const [first, phone] = [await on('Web'), await on('iPhone')]
  const second = await on('Web')
  expect(await first.hears('connection.ended')).toEqual({ closeCode: 4409, reason: 'replaced', number: 91101, platform: 'Web' })
  expect(await first.closed).toEqual({ code: 4409, reason: 'replaced 91101' })
  for (const client of [phone, second]) {
    await client.settle()
    await client.close()
  }
})

test('a device pushes out another by the policy in force at its login, and callbacks hear of it once', async () => {
  const heard: Emission[] = []
  const stop = world.hub.listen((emission) => heard.push(emission))
  const [phone, page] = [await on('iPhone'), await on('Web')]
  const computer = await on('PC')
  expect(await phone.hears('connection.ended')).toEqual({ closeCode: 4409, reason: 'replaced', number: null, platform: 'PC' })
  await phone.closed
  await set({ loginPolicy: 'multi' })
  const tablet = await on('iPad')
  expect(online()).toEqual(['Web', 'PC', 'iPad'])
  await computer.call('connection.close' as never, {} as never)
  expect((await computer.closed).code).toBe(1000)
  tablet.websocket.terminate()
  while (online().includes('iPad')) await page.settle()
  await page.close()
  while (online().length > 0) await new Promise(setImmediate)
  stop()
  const facts = heard.flatMap(({ name, content }) => (name === 'user.stateChanged' ? [content] : []))
  expect(facts.map(({ platform, action, reason, kicked }) => [platform, action, reason, kicked])).toEqual([
    ['iPhone', 'Login', 'Register', []],
    ['Web', 'Login', 'Register', []],
    ['PC', 'Login', 'Register', ['iPhone']],
    ['iPad', 'Login', 'Register', []],
    ['PC', 'Logout', 'Unregister', []],
    ['iPad', 'Disconnect', 'LinkClose', []],
    ['Web', 'Disconnect', 'LinkClose', []],
  ])
})

test('with three pages allowed the fourth pushes out the oldest, and below Ultimate again all but the newest', async () => {
  await set({ webInstancesMax: 3 })
  const pages = [await on('Web'), await on('Web'), await on('Web')]
  const fourth = await on('Web')
  expect((await pages[0]!.closed).reason).toBe('replaced 91101')
  await app.modify({ edition: 'pro' })
  await world.moveBy(31 * 86_400)
  const fifth = await on('Web')
  for (const old of [...pages.slice(1), fourth]) expect((await old.closed).code).toBe(4409)
  expect(world.presence.connectionsOf(app.sdkAppId, 'ann').size).toBe(1)
  await fifth.close()
})
