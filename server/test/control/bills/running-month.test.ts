import type { Input } from '@plenum/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { Client } from '../../client.ts'
import { startWorld as startAnyWorld, type World } from '../../world.ts'

type Setting = Parameters<typeof startAnyWorld>[0]
const startWorld = (setting: Setting = {}) => startAnyWorld({ ...setting, env: { PLENUM_CHARGES: 'on', ...setting.env } })

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const pro = { edition: 'pro' as const, unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200 }
const ultimate = { edition: 'ultimate' as const, unlimitedAvGroups: true, groupsPerUser: 1000, membersPerGroup: 2000 }

/** An account with three apps that were changed in November 2022, of which that month is closed and December runs. */
let world: World
let owner: Client
let stranger: Client
let accountId: string
let lumen: AppDriver
let harbor: AppDriver
let free: AppDriver

beforeAll(async () => {
  world = await startWorld({ now: '2022-11-04T06:00:00Z' })
  owner = await world.signUp('Ana Reyes')
  stranger = await world.signUp('Quiet Harbor')
  accountId = await accountOf(owner)
  await world.operator.call('account.topUp', { accountId, amount: usd('9000.00') })
  await world.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
  lumen = await world.app({ owner, name: 'Lumen Live', edition: 'pro' })
  harbor = await world.app({ owner, name: 'Old Harbor', edition: 'ultimate' })
  free = await world.app({ owner, name: 'Free one' })
  await world.moveTo('2022-11-15T06:00:00Z')
  await lumen.modify({ membersPerGroup: 1000 })
  await owner.call('retention.set', { sdkAppId: lumen.sdkAppId, days: 30 })
  await harbor.disable()
  await world.moveTo('2022-12-10T06:00:00Z')
  await lumen.modify({ edition: 'ultimate', groupsPerUser: 1000, membersPerGroup: 2000, unlimitedAvGroups: true })
})
afterAll(() => world.close())

describe('the running month', () => {
  test('by app and item: what is charged through yesterday, what to expect with tax, both peaks with their distance', async () => {
    await lumen.importUsers(['ann'])
    await lumen.createGroup({ Owner_Account: 'ann' })
    const month = await owner.call('bill.estimateByApp', {})
    // Pro 449.99 x 9 and Ultimate 899.99 x 22, members 239.99 x 9, history as the dearest: 30 days on Pro.
    expect(month).toMatchObject({
      month: '2022-12',
      asOf: '2022-12-09',
      apps: [
        {
          sdkAppId: lumen.sdkAppId,
          name: 'Lumen Live',
          edition: 'ultimate',
          charged: [{ fromDay: '2022-12-01', toDay: '2023-01-01' }],
          soFar: { exact: usd('300.30677419') },
          expected: {
            lines: [
              { kind: 'base', days: 9, amount: usd('130.64225806') },
              { kind: 'base', days: 22, amount: usd('638.70258065') },
              { kind: 'membersPerGroup', days: 9, amount: usd('69.67451613') },
              { kind: 'history', wholeMonth: true, amount: usd('99.99000000') },
            ],
          },
          peakDailyUsers: { use: 0, day: null, included: 10_000, step: 10_000, stepPrice: usd('449.99'), steps: 0 },
          peakGroups: { use: 1, day: '2022-12-10', included: 100_000, steps: 0 },
        },
      ],
      freeApps: 1,
      soFar: { total: usd('300.31') },
      expected: { exact: usd('939.00935484'), subtotal: usd('939.01'), taxBasisPoints: 600, tax: usd('56.34'), total: usd('995.35') },
    })
    const estimate = await owner.call('bill.estimate', {})
    expect(estimate.expected.exact).toEqual(month.expected.exact)
    expect(estimate.soFar.total).toEqual(month.soFar.total)
  })

  test('is open among the bills, and so is a closed month until its bill is issued', async () => {
    const own = await startWorld({ now: '2022-11-10T06:20:00Z' })
    const one = await own.signUp()
    expect((await one.call('bill.list', {})).open).toEqual([])
    const app = await own.app({ owner: one, edition: 'pro' })
    const november = { month: '2022-11', subtotal: usd('314.99'), tax: usd('0.00'), total: usd('314.99') }
    expect((await one.call('bill.list', {})).open).toEqual([{ ...november, closed: false }])
    await app.disable()
    await own.moveTo('2022-12-01T02:00:00Z')
    const oneDay = { ...november, subtotal: usd('15.00'), total: usd('15.00') }
    expect((await one.call('bill.list', {})).open).toEqual([{ ...oneDay, closed: true }])
    await own.moveTo('2022-12-02T02:00:00Z')
    const { open, bills } = await one.call('bill.list', {})
    expect(open).toEqual([])
    expect(bills).toMatchObject([{ total: usd('15.00') }])
    await own.close()
  })

  test('is not for who sees only some apps, and of another account for nobody but the operator', async () => {
    const { secret } = await owner.call('apiKey.create', { name: 'half', role: 'reader', scope: [lumen.sdkAppId] })
    const scoped = new Client(world.url, secret)
    for (const name of ['bill.estimateByApp', 'bill.whatIf'] as const) {
      const input = name === 'bill.whatIf' ? { month: '2022-12', changes: [] } : {}
      expect((await scoped.refused(name, input as never)).code).toBe('not_allowed')
      expect((await stranger.refused(name, { ...input, accountId } as never)).code).toBe('not_found')
      const answer = await world.operator.call(name, { ...input, accountId } as never)
      expect(JSON.stringify(answer)).toContain('Lumen Live')
    }
  })
})

describe('what if', () => {
  type Changes = Input<'bill.whatIf'>['changes']
  const whatIf = (month: string, changes: Changes) => owner.call('bill.whatIf', { month, changes })

  test('without changes the running month is what is expected, and a closed one its bill', async () => {
    const [expected, december] = [await owner.call('bill.estimateByApp', {}), await whatIf('2022-12', [])]
    const { subtotal, tax, total, exact } = expected.expected
    expect(december.changed).toEqual(december.present)
    expect(december).toMatchObject({ closed: false, difference: usd('0.00'), present: { subtotal, tax, total, exact } })
    const [bill, november] = [await owner.call('bill.get', { month: '2022-11' }), await whatIf('2022-11', [])]
    expect(november.changed).toEqual(november.present)
    expect(november).toMatchObject({ closed: true, present: { subtotal: bill.subtotal, tax: bill.tax, total: bill.total } })
    expect(november.present.apps.map(({ lines }) => lines)).toEqual(bill.apps.map(({ lines }) => lines))
  })

  test('another plan from a day on, as the bill would have it: also for an app on Free, and where the app was out of service', async () => {
    // November has 30 days. Free one: Pro from the 21st, 449.99 x 10 / 30. Old Harbor was disabled on the 15th: nothing after it counts.
    const { present, changed, difference } = await whatIf('2022-11', [
      { sdkAppId: free.sdkAppId, day: '2022-11-21', configuration: pro },
      { sdkAppId: harbor.sdkAppId, day: '2022-11-21', configuration: { ...pro, groupsPerUser: 1000 } },
    ])
    expect(changed.apps.find(({ sdkAppId }) => sdkAppId === free.sdkAppId)).toMatchObject({
      name: 'Free one',
      lines: [{ label: 'Pro-postpaid', days: 10, fromDay: '2022-11-21', amount: usd('149.99666667') }],
    })
    const harborIn = ({ apps }: typeof present) => apps.find(({ sdkAppId }) => sdkAppId === harbor.sdkAppId)
    expect(harborIn(changed)).toEqual(harborIn(present))
    // 992.97166667 becomes 1,142.96833333: 992.97 + 59.58 and 1,142.97 + 68.58.
    expect(difference).toEqual(usd('159.00'))
  })

  test('replaces what was configured from that day on; history is carried over, or as it is asked for', async () => {
    const november = await whatIf('2022-11', [{ sdkAppId: lumen.sdkAppId, day: '2022-11-10', configuration: ultimate }])
    const lines = (answer: typeof november) =>
      answer.changed.apps.find(({ sdkAppId }) => sdkAppId === lumen.sdkAppId)!.lines.map(({ label, days }) => [label, days])
    expect(lines(november)).toEqual([
      ['Pro-postpaid', 6],
      ['Ultimate-postpaid', 21],
    ])
    const longer = await whatIf('2022-11', [
      { sdkAppId: lumen.sdkAppId, day: '2022-11-10', configuration: { ...ultimate, historyDays: 90 } },
    ])
    expect(lines(longer)).toEqual([
      ['Pro-postpaid', 6],
      ['Ultimate-postpaid', 21],
      ['History, 90 days', 30],
    ])
    const twice = await whatIf('2022-11', [
      { sdkAppId: lumen.sdkAppId, day: '2022-11-20', configuration: pro },
      { sdkAppId: lumen.sdkAppId, day: '2022-11-10', configuration: ultimate },
    ])
    expect(lines(twice)).toEqual([
      ['Pro-postpaid', 6],
      ['Ultimate-postpaid', 10],
      ['Pro-postpaid', 11],
    ])
  })

  test('a change that was really made on its day costs what was billed', async () => {
    const { present, changed } = await whatIf('2022-11', [
      { sdkAppId: lumen.sdkAppId, day: '2022-11-15', configuration: { ...pro, membersPerGroup: 1000, historyDays: 30 } },
    ])
    expect(changed.total).toEqual(present.total)
  })

  test('any history of one account: supposing nothing, and supposing the plan it had, changes no figure', async () => {
    const apps = [lumen, harbor, free]
    const day = fc.integer({ min: 1, max: 30 }).map((number) => `2022-11-${String(number).padStart(2, '0')}`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ app: fc.constantFrom(...apps), day }), { maxLength: 5 }),
        fc.boolean(),
        async (picks, larger) => {
          const wanted = picks.filter(
            ({ app, day }, index) => day >= '2022-11-04' && picks.findIndex((other) => other.app === app && other.day === day) === index,
          )
          const configuration = larger ? ultimate : pro
          const changes = wanted.map(({ app, day }) => ({ sdkAppId: app.sdkAppId, day, configuration }))
          const { present, changed } = await whatIf('2022-11', changes)
          const named = new Set(changes.map(({ sdkAppId }) => sdkAppId))
          // Apps that nothing is supposed of stay as they are, and the issued bill stays the present one.
          expect(changed.apps.filter(({ sdkAppId }) => !named.has(sdkAppId))).toEqual(
            present.apps.filter(({ sdkAppId }) => !named.has(sdkAppId)),
          )
          const bill = await owner.call('bill.get', { month: '2022-11' })
          expect(present.total).toEqual(bill.total)
          // Nobody pays for more days than the month has service.
          for (const { lines } of changed.apps) {
            const days = lines.filter(({ kind }) => kind === 'base').reduce((sum, line) => sum + line.days, 0)
            expect(days).toBeLessThanOrEqual(27)
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('what cannot be is refused: other months and days, impossible plans, other people’s apps, too much at once', async () => {
    const theirs = await world.app({ owner: stranger, name: 'Theirs' })
    const { sdkAppId } = lumen
    const refused = async (month: string, ...changes: Changes) => (await owner.refused('bill.whatIf', { month, changes })).code
    expect(await refused('2023-01')).toBe('bad_input')
    expect(await refused('2022-10')).toBe('bad_input')
    expect(await refused('2022-13')).toBe('bad_input')
    expect(await refused('2022-11', { sdkAppId, day: '2022-12-01', configuration: pro })).toBe('bad_input')
    expect(await refused('2022-11', { sdkAppId, day: '2022-11-31', configuration: pro })).toBe('bad_input')
    expect(await refused('2022-11', { sdkAppId, day: '2022-11-03', configuration: pro })).toBe('bad_input')
    const change = { sdkAppId, day: '2022-11-10', configuration: pro }
    expect(await refused('2022-11', change, change)).toBe('bad_input')
    expect(await refused('2022-11', { ...change, configuration: { ...pro, edition: 'free' } })).toBe('no_return_to_free')
    expect(await refused('2022-11', { ...change, configuration: { ...pro, membersPerGroup: 2001 } })).toBe('out_of_range')
    expect(await refused('2022-11', { ...change, configuration: { ...pro, historyDays: 31 } })).toBe('not_a_step')
    expect(await refused('2022-11', { ...change, sdkAppId: theirs.sdkAppId })).toBe('not_found')
    expect(await refused('2022-12', { ...change, day: '2022-12-05', sdkAppId: 1499999999 })).toBe('not_found')
    expect(await refused('2022-11', ...Array.from({ length: 51 }, () => change))).toBe('bad_input')
  })
})
