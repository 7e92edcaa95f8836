import { afterEach, beforeEach, expect, test } from 'vitest'
import { AppDriver } from '../../app-driver.ts'
import { names } from '../../counted.ts'
import { LiveClient } from '../../live-client.ts'
import { dataFolder } from '../../plenum-process.ts'

let data: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
})
afterEach(() => data.remove())

test('kill -9 in the middle of logins: who got in was counted, and after the restart everybody comes in and is counted once', async () => {
  const plenum = await data.start()
  const { operator } = plenum
  const [account] = (await operator.call('account.list', {})).accounts
  const name = 'Lumen Live'
  const { sdkAppId } = await operator.call('app.create', { name, accountId: account!.accountId })
  const { keys } = await operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, operator, () => new Date())
  const users = names('u', 60)

  const isIn = new Set<string>()
  const enough = Promise.withResolvers<void>()
  const logins = users.map(async (userId) => {
    const client = await LiveClient.connect(plenum.url)
    await client.open(app, userId)
    if (isIn.add(userId).size === 10) enough.resolve()
  })
  const settled = Promise.allSettled(logins)
  await enough.promise
  await plenum.stop('SIGKILL')
  await settled

  const again = await data.start()
  const today = async () => {
    const { day } = await again.operator.call('clock.get', {})
    return (await again.operator.call('usage.daily', { sdkAppId, from: day, to: day })).days[0]!.dau
  }
  const before = await today()
  expect(before).toBeGreaterThanOrEqual(isIn.size)
  const clients = await Promise.all(users.map((userId) => LiveClient.signIn(app, userId)))
  expect(await today()).toBe(users.length)
  expect((await again.operator.call('limits.recount', { sdkAppId })).differences).toEqual([])
  await Promise.all(clients.map((client) => client.close()))
  expect(await again.stop()).toMatchObject({ code: 0 })
})
