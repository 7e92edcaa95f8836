import type { PriceBooks } from '@plenum/billing'
import { describe, expect, test } from 'vitest'
import { issueNext } from '../../../src/control/bills/issue.ts'
import { lookAfterMonth } from '../../../src/control/bills/parked.ts'
import type { Installation } from '../../../src/road/context.ts'
import type { Client } from '../../client.ts'
import { moveUpgrade, pastTheLocks } from '../../past-the-locks.ts'
import { startWorld as startAnyWorld, type World } from '../../world.ts'

const startWorld = () => startAnyWorld({ env: { PLENUM_CHARGES: 'on' } })
const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const billsOf = async (owner: Client) => (await owner.call('bill.list', {})).bills.map(({ month }) => month)
const parkedIn = async ({ operator }: World) => (await operator.call('bill.runState', {})).parked
const toldTo = async ({ operator }: World, kind: string) =>
  (await operator.call('notice.list', { limit: 200 })).notices
    .filter((notice) => notice.kind === kind)
    .map(({ title, text }) => `${title}. ${text}`)
const reason = 'Looked at, and right'

async function customer(world: World, name: string) {
  const owner = await world.signUp(name)
  const accountId = await accountOf(owner)
  await world.operator.call('account.topUp', { accountId, amount: usd('9000.00') })
  const { sdkAppId } = await world.app({ owner, edition: 'pro' })
  return { owner, accountId, sdkAppId }
}

describe('where two calculations do not agree', () => {
  test('one account waits with all its later months, the operator is told once, and the others get their bills', async () => {
    const world = await startWorld()
    const ana = await customer(world, 'Ana Reyes')
    const ben = await customer(world, 'Ben Ode')
    await moveUpgrade(world.sql, ana.sdkAppId, '2001-01-01')
    await world.moveTo('2022-12-02T02:00:00Z')
    expect(await billsOf(ana.owner)).toEqual([])
    expect(await billsOf(ben.owner)).toEqual(['2022-11'])
    const { months } = await world.operator.call('bill.runState', {})
    expect(months[0]).toMatchObject({ billsIssued: 1, finishedAt: '2022-12-02T02:00:00.000Z' })
    expect(await parkedIn(world)).toEqual([
      {
        accountId: ana.accountId,
        accountName: 'Ana Reyes',
        month: '2022-11',
        at: '2022-12-02T02:00:00.000Z',
        waits: false,
        reason: expect.stringContaining(`Not equal: app ${ana.sdkAppId}, 2001-01-01, day of ledger entry 2: 2001-01-01 by the bill`),
      },
    ])

    expect(await toldTo(world, 'bill.late')).toEqual([])
    await world.moveTo('2023-01-02T02:00:00Z')
    expect(await billsOf(ana.owner)).toEqual([])
    expect(await billsOf(ben.owner)).toEqual(['2022-12', '2022-11'])
    expect((await parkedIn(world)).map(({ month, waits }) => [month, waits])).toEqual([
      ['2022-11', false],
      ['2022-12', true],
    ])
    expect(await toldTo(world, 'bill.parked')).toEqual([expect.stringContaining('The bill of Ana Reyes for 2022-11 is parked')])
    expect(await toldTo(world, 'bill.late')).toEqual([expect.stringContaining('Bills for 2022-11 are late. They were due a day ago')])
    await world.close()
  })

  test('the bill is issued once the facts are right, and those that waited behind it', async () => {
    const world = await startWorld()
    const { owner, accountId, sdkAppId } = await customer(world, 'Ana Reyes')
    await moveUpgrade(world.sql, sdkAppId, '2001-01-01')
    await world.moveTo('2023-01-02T02:00:00Z')
    await moveUpgrade(world.sql, sdkAppId, '2022-11-10')
    const release = (input: object) => world.operator.refused('bill.release', { accountId, month: '2022-11', reason, ...input })
    expect((await release({ reason: '  ' })).code).toBe('bad_input')
    expect((await release({ month: '2022-12' })).code).toBe('bill_waits')
    expect((await release({ month: '2022-10' })).code).toBe('not_found')
    expect((await release({ accountId: 'nobody' })).code).toBe('not_found')
    expect((await owner.refused('bill.release', { accountId, month: '2022-11', reason })).code).toBe('not_allowed')

    expect(await world.operator.call('bill.release', { accountId, month: '2022-11', reason })).toEqual({
      ...{ number: '2022-11-000001', equal: true, alsoIssued: ['2022-12-000002'] },
    })
    expect(await parkedIn(world)).toEqual([])
    expect((await release({})).code).toBe('not_found')
    expect((await owner.call('bill.list', {})).bills).toMatchObject([
      { month: '2022-12', total: usd('449.99'), issuedAt: '2023-01-02T02:00:00.000Z' },
      { month: '2022-11', total: usd('314.99') },
    ])
    expect((await owner.call('balance.get', {})).balance).toEqual(usd('8235.02'))
    for (const month of ['2022-11', '2022-12']) expect(await owner.call('bill.verify', { month })).toMatchObject({ equal: true })
    expect(await owner.call('bill.verify', { month: '2022-11' })).toMatchObject({ released: { reason } })
    expect(await owner.call('bill.verify', { month: '2022-12' })).toMatchObject({ released: null })
    await world.moveTo('2023-02-02T02:00:00Z')
    expect(await billsOf(owner)).toEqual(['2023-01', '2022-12', '2022-11'])
    await world.close()
  })

  test('a bill that still differs is issued with the reason, which stands in the audit; it says where it differs', async () => {
    const world = await startWorld()
    const { owner, accountId, sdkAppId } = await customer(world, 'Ana Reyes')
    await owner.call('retention.set', { sdkAppId, days: 30 })
    await world.moveTo('2022-12-01T18:00:00Z')
    // The same steps in another order: one calculation takes the first that covers, the other the smallest.
    await pastTheLocks(
      world.sql,
      (sql) => sql`
        update billing_months set books = jsonb_set(
          books, '{0,editions,pro,historyDays,steps}', '[{"upTo": 360, "priceCents": 39999}, {"upTo": 30, "priceCents": 9999}]'
        )`,
    )
    await world.moveTo('2023-01-02T02:00:00Z')
    expect((await parkedIn(world))[0]!.reason).toContain(
      'price of history, cents a month: 39999 by the bill, 9999 by the second calculation',
    )
    expect(await world.operator.call('bill.release', { accountId, month: '2022-11', reason })).toEqual({
      ...{ number: '2022-11-000001', equal: false, alsoIssued: ['2022-12-000002'] },
    })
    expect(await owner.call('bill.get', { month: '2022-11' })).toMatchObject({ total: usd('714.98') })
    const verified = await owner.call('bill.verify', { month: '2022-11' })
    expect(verified).toMatchObject({ equal: false, released: { reason, at: '2023-01-02T02:00:00.000Z' } })
    expect(verified.differences).toContainEqual({
      ...{ sdkAppId, day: null, what: 'price of history, cents a month', said: '39999', found: '9999' },
    })
    expect((await world.operator.call('audit.list', {})).entries[0]).toMatchObject({ action: 'bill.released', note: reason })
    await world.close()
  })

  test('what stands twice, and what cannot be computed at all, is parked too', async () => {
    const world = await startWorld()
    const twice = await customer(world, 'Ana Reyes')
    const sound = await customer(world, 'Ben Ode')
    await world.sql`alter table ledger_entries drop constraint ledger_entries_pkey`
    await world.sql`insert into ledger_entries select * from ledger_entries where app_id = ${twice.sdkAppId} and kind = 'upgraded'`
    await world.moveTo('2022-12-02T02:00:00Z')
    expect(await parkedIn(world)).toMatchObject([
      { accountId: twice.accountId, reason: expect.stringContaining('sequence of a ledger entry') },
    ])
    await world.moveTo('2023-01-01T18:00:00Z')
    const [month] = await world.sql<{ books: PriceBooks }[]>`select books from billing_months where month = '2022-12'`
    await world.sql`update billing_months set books = '[]' where month = '2022-12'`
    await world.moveTo('2023-01-02T02:00:00Z')
    const input = { accountId: sound.accountId, month: '2022-12', reason }
    expect((await parkedIn(world)).map(({ reason }) => reason)).toContainEqual(
      expect.stringContaining('It cannot be computed: There is no price book'),
    )
    expect((await world.operator.refused('bill.release', input)).code).toBe('bill_not_computable')
    await world.sql`update billing_months set books = ${world.sql.json(month!.books)} where month = '2022-12'`
    expect(await world.operator.call('bill.release', input)).toMatchObject({ equal: true })
    await world.close()
  })

  test('a month that waited and differs itself is parked in its turn, with a notice of its own', async () => {
    const world = await startWorld()
    const { owner, accountId, sdkAppId } = await customer(world, 'Ana Reyes')
    await moveUpgrade(world.sql, sdkAppId, '2001-01-01')
    await world.moveTo('2023-01-02T02:00:00Z')
    expect(await world.operator.call('bill.release', { accountId, month: '2022-11', reason })).toMatchObject({
      equal: false,
      alsoIssued: [],
    })
    expect(await parkedIn(world)).toMatchObject([{ month: '2022-12', waits: false }])
    expect(await toldTo(world, 'bill.parked')).toHaveLength(2)
    expect(await billsOf(owner)).toEqual(['2022-11'])
    await world.close()
  })
})

test('a run that does not come to its end is told to the operator a day after bills were due, once', async () => {
  const world = await startWorld()
  await customer(world, 'Ana Reyes')
  await world.sql.unsafe(`
    create function break_off() returns trigger language plpgsql as $$ begin raise exception 'broken off'; end $$;
    create trigger break_off before insert on bills for each row execute function break_off()`)
  await expect(world.moveTo('2022-12-03T02:00:00Z')).rejects.toThrow()
  const looked = (at: string) => world.sql.begin((tx) => lookAfterMonth(tx, new Date(at)))
  expect(await looked('2022-12-03T01:59:59Z')).toBe(0)
  expect(await looked('2022-12-03T02:00:00Z')).toBe(1)
  expect(await looked('2022-12-03T02:00:00Z')).toBe(0)
  expect(await toldTo(world, 'bill.late')).toEqual([
    expect.stringContaining('The run has not come to its end: it has looked at 0 accounts.'),
  ])
  await world.close()
})

test('of a bill that is issued on the 20th only the time of issue and the number are others, whatever happened meanwhile', async () => {
  const world = await startWorld()
  const { owner, accountId, sdkAppId } = await customer(world, 'Ana Reyes')
  await owner.call('retention.set', { sdkAppId, days: 30 })
  await world.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
  await world.moveTo('2022-12-01T18:00:00Z')

  const due = new Date('2022-12-02T02:00:00Z')
  const issuedOn = async (issuedAt: Date, keep: boolean) => {
    const found: { text: string; facts: string }[] = []
    const run = world.sql.begin(async (tx) => {
      const installation = { timeZone: 'Asia/Shanghai' } as Installation
      await issueNext(tx, due, { issuedAt, installation })
      found.push(...(await tx<{ text: string; facts: string }[]>`select text, facts from bills`))
      if (!keep) throw new Error('given up')
    })
    await run.catch((error: Error) => expect(error.message).toBe('given up'))
    return { facts: found[0]!.facts, bill: JSON.parse(found[0]!.text) as Record<string, unknown> }
  }

  const onTime = await issuedOn(due, false)
  await owner.call('plan.modify', { sdkAppId, edition: 'ultimate', unlimitedAvGroups: true, groupsPerUser: 1000, membersPerGroup: 2000 })
  await owner.call('retention.set', { sdkAppId, days: 90 })
  await owner.call('app.disable', { sdkAppId, confirmName: 'Lumen Live' })
  await world.operator.call('account.setTaxRate', { accountId, basisPoints: 2000 })
  await world.sql`update installation set last_bill_number = 41`
  const late = await issuedOn(new Date('2022-12-20T09:30:00Z'), true)
  expect(late.facts).toBe(onTime.facts)
  expect(late.bill).toEqual({ ...onTime.bill, number: 42, issuedAt: '2022-12-20T09:30:00.000Z' })
  expect(onTime.bill).toMatchObject({ number: 1, issuedAt: '2022-12-02T02:00:00.000Z', taxBasisPoints: 600 })
  await world.close()
})
