import { expect, test } from 'vitest'
import { AppDriver, completed } from '../app-driver.ts'
import { text } from '../message-bodies.ts'
import { dataFolder } from '../plenum-process.ts'
import { startReceiver } from '../receiver.ts'

const messages = 200

test('kill -9 while messages are said and told: every message that is there is told, in order, at least once, and none that is not', async () => {
  const data = await dataFolder({ PLENUM_WEBHOOK_PRIVATE: 'on' })
  const receiver = await startReceiver(() => ({ body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } }))
  try {
    let plenum = await data.start()
    const { sdkAppId } = await plenum.operator.call('app.create', { name: 'Lumen Live' })
    await plenum.operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
    await plenum.operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1_000_000 } })
    const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
    const app = new AppDriver({ sdkAppId, name: 'Lumen Live', key: keys[0]!.secretKey }, plenum.operator, () => new Date())
    await app.importUsers(['ann'])
    const GroupId = await app.createGroup({ Owner_Account: 'ann' })
    await plenum.operator.call('callback.set', { sdkAppId, url: receiver.url, commands: ['Group.CallbackAfterSendMsg'], retries: true })

    const say = (Random: number) =>
      app
        .v4('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random, MsgBody: text(String(Random)) })
        .then(({ MsgSeq }) => MsgSeq as number)
        .catch(() => null)
    const said = Array.from({ length: messages }, (_, index) => say(index + 1))
    await receiver.have(20)
    await plenum.stop('SIGKILL')
    const acknowledged = (await Promise.all(said)).filter((sequence) => sequence !== null && sequence !== undefined)
    expect(acknowledged.length).toBeGreaterThan(0)

    plenum = await data.start()
    await app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random: 999_999, MsgBody: text('last') })
    await expect.poll(() => receiver.received.at(-1)?.body.MsgBody[0].MsgContent.Text, { timeout: 60_000, interval: 50 }).toBe('last')
    const told = [...new Set(receiver.received.map(({ body }) => body.MsgSeq as number))]
    const last = Math.max(...told)
    expect(told).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    for (const sequence of acknowledged) expect(told).toContain(sequence)
    await plenum.stop()
  } finally {
    await receiver.close()
    await data.remove()
  }
})
