import { expect, test } from 'vitest'
import { completed } from '../app-driver.ts'
import { dataFolder } from '../plenum-process.ts'
import { startReceiver, verified } from '../receiver.ts'

test('kill -9 in the middle of a delivery: what was written is delivered after the next start, under the same id', async () => {
  const data = await dataFolder({ PLENUM_CLOCK: 'manual:2022-11-10T06:20:00Z', PLENUM_WEBHOOK_PRIVATE: 'on' })
  const receiver = await startReceiver(() => 'hang')
  try {
    let plenum = await data.start()
    const { secret } = await plenum.operator.call('endpoint.add', { url: receiver.url, allAccounts: true })
    const { sdkAppId } = await plenum.operator.call('app.create', { name: 'Lumen Live' })
    await plenum.operator.call('plan.upgrade', { sdkAppId, ...completed({}), acceptNoReturn: true })
    // Answered although the receiver says nothing.
    await plenum.operator.call('clock.set', { now: '2022-12-02T02:00:00Z' })
    await receiver.have(2)
    await plenum.stop('SIGKILL')
    const before = receiver.received.splice(0)

    receiver.replies(() => ({}))
    plenum = await data.start()
    await receiver.have(2)
    const ids = (list: typeof before) => list.map(({ headers }) => headers['webhook-id']).toSorted()
    expect(ids(receiver.received)).toEqual(ids(before))
    const told = receiver.received.map((one) => verified(one, secret) as { type: string })
    expect(told.map(({ type }) => type).toSorted()).toEqual(['bill.issued', 'bill.overdue'])
    await expect
      .poll(async () => (await plenum.operator.call('delivery.list', {})).deliveries.map(({ outcome }) => outcome))
      .toEqual(['delivered', 'delivered'])
    await plenum.stop()
  } finally {
    await receiver.close()
    await data.remove()
  }
})
