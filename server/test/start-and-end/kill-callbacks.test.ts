import { expect, test } from 'vitest'
import { AppDriver, completed } from '../app-driver.ts'
import type { Client } from '../client.ts'
import { text } from '../message-bodies.ts'
import { dataFolder } from '../plenum-process.ts'
import { type Receiver, startReceiver } from '../receiver.ts'

const messages = 200
const allowing = () => startReceiver(() => ({ body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } }))

test('kill -9 while messages are said and told: with Retry every message that is there is told, in order, at least once, and none that is not; without it none is told twice', async () => {
  const data = await dataFolder({ PLENUM_WEBHOOK_PRIVATE: 'on' })
  const [retried, once] = await Promise.all([allowing(), allowing()])
  try {
    let plenum = await data.start()
    const sayings = [await sayingApp(plenum.operator, retried, true), await sayingApp(plenum.operator, once, false)]
    const said = sayings.map((say) => Array.from({ length: messages }, (_, index) => say(index + 1)))
    await Promise.all([retried.have(20), once.have(20)])
    await plenum.stop('SIGKILL')
    const [acknowledged, others] = (await Promise.all(said.map((ofApp) => Promise.all(ofApp)))).map((sequences) =>
      sequences.filter((sequence) => sequence !== null && sequence !== undefined),
    )
    expect(acknowledged!.length).toBeGreaterThan(0)
    expect(others!.length).toBeGreaterThan(0)

    plenum = await data.start()
    await Promise.all(sayings.map((say) => say(999_999, 'last')))
    for (const { received } of [retried, once]) {
      await expect.poll(() => received.at(-1)?.body.MsgBody[0].MsgContent.Text, { timeout: 60_000, interval: 50 }).toBe('last')
    }
    const told = [...new Set(sequencesOf(retried))]
    expect(told).toEqual(Array.from({ length: Math.max(...told) }, (_, index) => index + 1))
    for (const sequence of acknowledged!) expect(told).toContain(sequence)
    const toldOnce = sequencesOf(once)
    expect(toldOnce).toEqual([...new Set(toldOnce)].toSorted((one, other) => one - other))
    await plenum.stop()
  } finally {
    await Promise.all([retried.close(), once.close()])
    await data.remove()
  }
})

/** An app with one group. How something is said in it: answers with its number, null when Plenum was gone. */
async function sayingApp(operator: Client, receiver: Receiver, retries: boolean) {
  const name = `Lumen Live ${retries}`
  const { sdkAppId } = await operator.call('app.create', { name })
  await operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
  await operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1_000_000 } })
  const { keys } = await operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, operator, () => new Date())
  await app.importUsers(['ann'])
  const GroupId = await app.createGroup({ Owner_Account: 'ann' })
  await operator.call('callback.set', { sdkAppId, url: receiver.url, commands: ['Group.CallbackAfterSendMsg'], retries })
  return (Random: number, words = String(Random)): Promise<number | null> =>
    app
      .v4('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', Random, MsgBody: text(words) })
      .then(({ MsgSeq }) => MsgSeq as number)
      .catch(() => null)
}

const sequencesOf = ({ received }: Receiver) => received.map(({ body }) => body.MsgSeq as number)
