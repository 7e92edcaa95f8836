import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completed } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let ana: Client

/** 10 November 2022, 14:20 in Shanghai. */
beforeAll(async () => {
  world = await startWorld({ now: '2022-11-10T06:20:00Z' })
  ana = await world.signUp('Ana Reyes')
})
afterAll(() => world.close())

const pro = completed({ edition: 'pro' })

describe('what can be read', () => {
  test('comparison, dialogs and price list read the same book', async () => {
    const catalog = await ana.call('plan.catalog', {})
    expect(catalog.editions.map(({ edition, price }) => [edition, price.amount])).toEqual([
      ['free', '0.00'],
      ['pro', '449.99'],
      ['ultimate', '899.99'],
    ])
    const row = (name: string) => catalog.comparison.find((entry) => entry.row === name)
    expect(row('Groups per user')).toMatchObject({
      free: '50',
      pro: '500, up to 1,000 for $449.99',
      ultimate: '1,000, up to 3,000 for $449.99',
    })
    expect(row('Audio-video groups at once')).toMatchObject({ free: '10', pro: '50, unlimited for $449.99', ultimate: 'unlimited' })
    expect(row('Community groups')).toMatchObject({ free: 'no', pro: 'no' })
    const [book] = (await ana.call('price.list', {})).books
    expect(book).toMatchObject({ valid: true, editions: catalog.editions, overage: catalog.overage })
  })

  test('the running month: charged through yesterday, and expected; the sum of all apps is rounded once', async () => {
    const owner = await world.signUp('Payer')
    const [one] = await Promise.all([1, 2, 3].map(() => world.app({ owner, edition: 'pro' })))
    expect(await owner.call('bill.estimate', {})).toMatchObject({
      month: '2022-11',
      asOf: '2022-11-09',
      soFar: { lines: [], total: { amount: '0.00' } },
      expected: { exact: { amount: '944.97900000' }, total: { amount: '944.98' } },
      charged: [{ fromDay: '2022-11-10', toDay: '2022-12-01' }],
    })
    expect(await owner.call('bill.estimate', { sdkAppId: one!.sdkAppId })).toMatchObject({ expected: { total: { amount: '314.99' } } })
    const { accountId } = await one!.get()
    expect(await world.operator.call('bill.estimate', { accountId })).toMatchObject({ expected: { total: { amount: '944.98' } } })
    expect(await world.operator.refused('bill.estimate', { accountId: 'acc_nobody' })).toMatchObject({ code: 'not_found' })
  })

  test('worked example 5 with nothing but the inputs of the design: Ultimate on the 10th, Pro with unlimited audio-video groups on the 20th', async () => {
    const own = await startWorld({ now: '2022-11-10T01:00:00Z' })
    const app = await own.app({ edition: 'ultimate' })
    await own.moveTo('2022-11-20T01:00:00Z')
    await app.owner.call('plan.modify', { sdkAppId: app.sdkAppId, ...pro, unlimitedAvGroups: true })
    const { expected } = await app.owner.call('bill.estimate', { sdkAppId: app.sdkAppId })
    expect(expected.lines.map(({ kind, amount }) => [kind, amount.amount])).toEqual([
      ['base', '299.99666667'],
      ['base', '164.99633333'],
      ['avGroups', '164.99633333'],
    ])
    expect(expected.total.amount).toBe('629.99')
    await own.close()
  })

  test('what a deleted app has cost stays on the estimate of its month, and of no other', async () => {
    const own = await startWorld({ now: '2022-11-10T01:00:00Z' })
    const app = await own.app({ edition: 'pro' })
    const { owner, sdkAppId } = app
    await own.moveTo('2022-11-12T01:00:00Z')
    await app.disable()
    await own.moveTo('2022-11-29T01:00:00Z')
    await app.delete()
    const threeDays = {
      expected: { lines: [{ kind: 'base', days: 3 }], total: { amount: '45.00' } },
      charged: [{ fromDay: '2022-11-10', toDay: '2022-11-13' }],
    }
    expect(await owner.call('bill.estimate', {})).toMatchObject(threeDays)
    expect(await owner.call('bill.estimate', { sdkAppId })).toMatchObject(threeDays)
    expect(await owner.call('app.list', {})).toMatchObject({ apps: [], count: 0 })
    expect((await owner.call('audit.list', { sdkAppId, category: 'status' })).entries.map(({ action }) => action)).toEqual([
      'app.deleted',
      'app.disabled',
      'app.created',
    ])
    await own.moveTo('2022-11-30T16:00:00Z')
    expect(await owner.call('bill.estimate', {})).toMatchObject({ month: '2022-12', expected: { lines: [] } })
    await own.close()
  })

  test('a list continues at any number, however large', async () => {
    const { sdkAppId } = await world.app({ owner: ana, edition: 'pro' })
    const before = Number.MAX_SAFE_INTEGER
    expect((await ana.call('ledger.list', { sdkAppId, before })).entries).toHaveLength(2)
    expect((await ana.call('ledger.list', { sdkAppId, before: -before })).entries).toEqual([])
    for (const kind of ['groups', 'users', 'avGroups'] as const) {
      expect(await ana.call('plan.aboveLimits', { sdkAppId, ...pro, kind, after: `${before}:x` })).toEqual({ rows: [], next: null })
    }
  })

  test('days of service are counted as the bill will: once each, the day of a change at its last configuration', async () => {
    const own = await startWorld({ now: '2022-11-05T01:00:00Z' })
    const app = await own.app({ edition: 'pro' })
    const lines = async () => (await app.owner.call('bill.estimate', {})).expected.lines.map(({ kind, days }) => [kind, days])
    await app.modify({ membersPerGroup: 1000 })
    expect(await lines()).toEqual([
      ['base', 26],
      ['membersPerGroup', 26],
    ])
    await app.disable()
    expect(await lines()).toEqual([
      ['base', 1],
      ['membersPerGroup', 1],
    ])
    await app.enable()
    await app.disable()
    await own.moveTo('2022-11-20T01:00:00Z')
    expect(await lines()).toEqual([
      ['base', 1],
      ['membersPerGroup', 1],
    ])
    await app.enable()
    expect(await lines()).toEqual([
      ['base', 12],
      ['membersPerGroup', 12],
    ])
    await app.disable()
    await app.delete()
    expect(await lines()).toEqual([
      ['base', 2],
      ['membersPerGroup', 2],
    ])
    await own.moveTo('2022-12-01T01:00:00Z')
    expect(await lines()).toEqual([])
    await own.close()
  })

  test('whatever happened before, a change costs what its preview said, and the month is expected to cost that', async () => {
    const own = await startWorld({ now: '2022-10-28T01:00:00Z' })
    const owner = await own.signUp('Restless')
    const wish = fc.record({
      edition: fc.constantFrom('pro' as const, 'ultimate' as const),
      unlimitedAvGroups: fc.boolean(),
      groupsPerUser: fc.integer({ min: 0, max: 3 }),
      membersPerGroup: fc.integer({ min: 0, max: 3 }),
      days: fc.constantFrom(7, 30, 90, 180, 360),
    })
    const step = fc.record({
      kind: fc.constantFrom('plan', 'plan', 'retention', 'offAndOn', 'wait'),
      wish,
      hours: fc.integer({ min: 1, max: 400 }),
    })

    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        const app = await own.app({ owner })
        const { sdkAppId } = app
        const expected = async () => (await owner.call('bill.estimate', { sdkAppId })).expected
        for (const { kind, wish, hours } of steps) {
          if (kind === 'wait') await own.moveTo(new Date(own.now().getTime() + hours * 3_600_000))
          else if (kind === 'offAndOn') {
            const before = await expected()
            await app.disable()
            await app.enable()
            expect(await expected()).toEqual(before)
          } else {
            const input = kind === 'plan' ? wantedOf(wish) : { days: wish.days }
            const preview =
              kind === 'plan'
                ? await owner.call('plan.preview', { sdkAppId, ...wantedOf(wish) })
                : await owner.call('retention.preview', { sdkAppId, days: wish.days })
            const command =
              kind === 'retention'
                ? 'retention.set'
                : 'operation' in preview && preview.operation === 'upgrade'
                  ? 'plan.upgrade'
                  : 'plan.modify'
            const call = { sdkAppId, ...input, acceptLoss: true, acceptNoReturn: true, expectedRevision: preview.revision } as never
            if (!preview.allowed) {
              expect(await owner.refused(command, call)).toMatchObject({ code: preview.refusal!.code, details: preview.refusal!.details })
              continue
            }
            const { unchanged, month: _, daysInMonth: __, fromDay: ___, ...thisMonth } = preview.price!.thisMonth
            expect(unchanged).toEqual((await expected()).total)
            expect(await owner.call(command, call)).toMatchObject({ price: preview.price })
            expect(await expected()).toEqual(thisMonth)
          }
        }
        await app.disable()
        await app.delete()
      }),
      { numRuns: 12 },
    )
    await own.close()
  })
})

function wantedOf(wish: { edition: 'pro' | 'ultimate'; unlimitedAvGroups: boolean; groupsPerUser: number; membersPerGroup: number }) {
  const { edition, unlimitedAvGroups } = wish
  const pick = (choices: number[], index: number) => choices[index]!
  return edition === 'pro'
    ? {
        edition,
        unlimitedAvGroups,
        groupsPerUser: pick([500, 501, 1000, 700], wish.groupsPerUser),
        membersPerGroup: pick([200, 2000, 999, 201], wish.membersPerGroup),
      }
    : {
        edition,
        unlimitedAvGroups,
        groupsPerUser: pick([1000, 3000, 1001, 2000], wish.groupsPerUser),
        membersPerGroup: pick([2000, 6000, 2001, 5999], wish.membersPerGroup),
      }
}
