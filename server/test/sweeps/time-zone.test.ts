import { expect, test } from 'vitest'
import { startWorld } from '../world.ts'

test('days and months are those of the setting, also when clocks change: Berlin, March 2023', async () => {
  const world = await startWorld({ now: '2023-02-28T22:59:59Z', env: { PLENUM_TIME_ZONE: 'Europe/Berlin' } })
  const app = await world.app({ edition: 'pro' })
  const { sdkAppId, owner } = app
  const estimate = () => owner.call('bill.estimate', { sdkAppId })
  expect(await estimate()).toMatchObject({ month: '2023-02', expected: { total: { amount: '16.07' } } })

  await world.moveTo('2023-02-28T23:00:00Z')
  expect(await estimate()).toMatchObject({ month: '2023-03', asOf: null, expected: { total: { amount: '449.99' } } })
  expect(await owner.call('app.list', {})).toMatchObject({ asOf: null, apps: [{ monthSoFar: { amount: '0.00000000' } }] })

  // In summer time since the 26th: the last day of March ends an hour earlier than it began in UTC.
  await world.moveTo('2023-03-31T21:59:59Z')
  await app.modify({ membersPerGroup: 2000 })
  expect((await estimate()).expected.lines).toMatchObject([
    { kind: 'base', days: 31 },
    { kind: 'membersPerGroup', days: 1, fromDay: '2023-03-31', toDay: '2023-04-01' },
  ])
  await world.moveTo('2023-03-31T22:00:00Z')
  expect(await app.modify({ membersPerGroup: 200 })).toMatchObject({
    price: { thisMonth: { month: '2023-04', total: { amount: '449.99' } } },
  })
  await world.close()
})
