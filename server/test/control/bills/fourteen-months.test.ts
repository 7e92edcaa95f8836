import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bookOf, builtInPriceBookFiles, builtInPriceBooks, limitsAt, type PriceBook } from '@plenum/billing'
import { expect, test } from 'vitest'
import { logIn } from '../../../src/limits/logins.ts'
import { loadAppInMemory } from '../../../src/road/app-in-memory.ts'
import type { AppDriver } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { names } from '../../counted.ts'
import { startWorld, type World } from '../../world.ts'

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId

/** Of Ana's app. `[kind, days, exact amount]` of each line. */
const billsOfAna = {
  // Pro from 10 November: 449.99 × 21 ÷ 30. Tax 6 %: 18.8994.
  '2023-11': { lines: [['base', 21, '314.99300000']], subtotal: '314.99', tax: '18.90', total: '333.89' },
  // The whole month. Tax 6 %: 26.9994.
  '2023-12': { lines: [['base', 31, '449.99000000']], subtotal: '449.99', tax: '27.00', total: '476.99' },
  // Disabled on the 5th, enabled on the 20th: 5 + 12 days. 449.99 × 17 ÷ 31. Tax 6 %: 14.8062.
  '2024-01': { lines: [['base', 17, '246.76870968']], subtotal: '246.77', tax: '14.81', total: '261.58' },
  // A leap February, Ultimate from the 15th: 449.99 × 14 ÷ 29, 899.99 × 15 ÷ 29, together 19,799.71 ÷ 29 = 682.74862069. Tax 6 %: 40.965.
  '2024-02': {
    lines: [
      ['base', 14, '217.23655172'],
      ['base', 15, '465.51206897'],
    ],
    subtotal: '682.75',
    tax: '40.97',
    total: '723.72',
  },
  // 899.99, and 50.00 back for February. Tax 6 %: 53.9994, and 3.00 back.
  '2024-03': { lines: [['base', 31, '899.99000000']], adjustments: ['-50.00'], subtotal: '849.99', tax: '51.00', total: '900.99' },
  // 20,001 users on the 15th, 10,001 above the quota: two started steps of 449.99, whole. Tax 20 % from April on, of 1,799.97: 359.994.
  '2024-04': {
    lines: [
      ['base', 30, '899.99000000'],
      ['dauOverage', 30, '899.98000000'],
    ],
    subtotal: '1799.97',
    tax: '359.99',
    total: '2159.96',
  },
  // Pro with 2,000 members from the 1st, history of 30 days bought on the 20th for the whole month. Tax 20 % of 789.97: 157.994.
  '2024-05': proWithMore('449.99', 31),
  // 10,000 users on the 15th are the quota: nothing more.
  '2024-06': proWithMore('449.99', 30),
  '2024-07': proWithMore('449.99', 31),
  // From the 16th on Pro costs 500.00: 449.99 × 15 ÷ 31, 500.00 × 16 ÷ 31; together 475.80161290. Tax 20 % of 815.78: 163.156.
  '2024-08': {
    lines: [
      ['base', 15, '217.73709677'],
      ['base', 16, '258.06451613'],
      ['membersPerGroup', 31, '239.99000000'],
      ['history', 31, '99.99000000'],
    ],
    subtotal: '815.78',
    tax: '163.16',
    total: '978.94',
  },
  // 500.00 + 239.99 + 99.99. Tax 20 %: 167.996.
  '2024-09': proWithMore('500.00', 30),
  '2024-10': proWithMore('500.00', 31),
  '2024-11': proWithMore('500.00', 30),
  '2024-12': proWithMore('500.00', 31),
}

function proWithMore(base: '449.99' | '500.00', days: number) {
  return {
    lines: [
      ['base', days, `${base}000000`],
      ['membersPerGroup', days, '239.99000000'],
      ['history', days, '99.99000000'],
    ],
    ...(base === '449.99'
      ? { subtotal: '789.97', tax: '157.99', total: '947.96' }
      : { subtotal: '839.98', tax: '168.00', total: '1007.98' }),
  }
}

const billsOfBen = {
  // Pro in the last minute of a leap February: 449.99 × 1 ÷ 29.
  '2024-02': { lines: [['base', 1, '15.51689655']], subtotal: '15.52', tax: '0.00', total: '15.52' },
  // Suspended on the 3rd, back on the 12th: 3 + 20 days. 449.99 × 23 ÷ 31.
  '2024-03': { lines: [['base', 23, '333.86354839']], subtotal: '333.86', tax: '0.00', total: '333.86' },
  '2024-04': { lines: [['base', 30, '449.99000000']], subtotal: '449.99', tax: '0.00', total: '449.99' },
  // Disabled on the 10th, deleted in June: 449.99 × 10 ÷ 31.
  '2024-05': { lines: [['base', 10, '145.15806452']], subtotal: '145.16', tax: '0.00', total: '145.16' },
  // A correction alone makes a bill.
  '2024-09': { lines: [], adjustments: ['-10.00'], subtotal: '-10.00', tax: '0.00', total: '-10.00' },
}

const billsOfCleo = {
  // Ultimate on 31 December: 899.99 × 1 ÷ 31.
  '2023-12': { lines: [['base', 1, '29.03193548']], subtotal: '29.03', tax: '0.00', total: '29.03' },
  // Suspended on the 3rd: 899.99 × 3 ÷ 31.
  '2024-01': { lines: [['base', 3, '87.09580645']], subtotal: '87.10', tax: '0.00', total: '87.10' },
}

const check = { CheckItem: [{ UserID: 'ann' }] }
const answersWith = async (app: AppDriver) => (await app.v4('im_open_login_svc/account_check', check)).ErrorCode
const statusOf = async (app: AppDriver) => (await app.get()).status

/** By the statement of live connections, which counts each user once a day. */
async function logInAll({ sql, operator, now }: World, { sdkAppId }: AppDriver, userIds: string[]) {
  const { day } = await operator.call('clock.get', {})
  const app = (await loadAppInMemory(sql, sdkAppId))!
  const limits = limitsAt(app.configuration, bookOf(builtInPriceBooks, day))
  for (let from = 0; from < userIds.length; from += 1000) {
    const outcomes = await logIn(sql, { app, limits }, userIds.slice(from, from + 1000), { now: now(), day })
    expect(new Set(outcomes)).toEqual(new Set(['in']))
  }
}

/** All statements add up at this moment, and each bill has the number after the one before it. */
async function expectSums({ sql }: World) {
  const wrong = await sql`
    select id from accounts
    where balance_cents <> coalesce((select sum(amount_cents) from account_entries where account_id = accounts.id), 0)
      or voucher_cents <> coalesce((select sum(rest_cents) from vouchers where account_id = accounts.id), 0)
      or (overdue_since is not null) <> (balance_cents < 0)
    union all
    select account_id from (
      select account_id, balance_cents, sum(amount_cents) over (partition by account_id order by id) as counted from account_entries
    ) as entries where balance_cents <> counted
    union all
    select account_id from (select account_id, number, row_number() over (order by number) as place from bills) as bills where number <> place`
  expect(wrong).toEqual([])
}

test('fourteen months of three accounts: every bill is the one counted by hand, and what is not paid has its consequences on the day', async () => {
  const books = await mkdtemp(join(tmpdir(), 'price-books-'))
  const dearer = structuredClone(builtInPriceBookFiles[0]!.json) as PriceBook
  dearer.editions.pro.priceCents = 500_00
  await writeFile(join(books, 'autumn.json'), JSON.stringify({ ...dearer, id: 'autumn', fromDay: '2024-08-16', note: undefined }))
  // 14:20 in Shanghai, as are all moments below that are 8 hours behind.
  const world = await startWorld({ now: '2023-11-10T06:20:00Z', env: { PLENUM_CHARGES: 'on', PLENUM_PRICE_BOOKS: books } })
  const { operator } = world
  const at = async (moment: string) => {
    await world.moveTo(moment)
    await expectSums(world)
  }
  const balanceOf = async (owner: Client) => (await owner.call('balance.get', {})).balance.amount
  const [ana, ben, cleo] = [await world.signUp('Ana Reyes'), await world.signUp('Ben Okafor'), await world.signUp('Cleo Martin')]
  const [ofAna, ofBen, ofCleo] = await Promise.all([ana, ben, cleo].map(accountOf))
  const topUp = (accountId: string, amount: string) => operator.call('account.topUp', { accountId, amount: usd(amount) })

  await operator.call('account.setTaxRate', { accountId: ofAna!, basisPoints: 600 })
  await topUp(ofAna!, '20000.00')
  const lumen = await world.app({ owner: ana, name: 'Lumen', edition: 'pro' })
  const harbor = await world.app({ owner: ben, name: 'Harbor' })
  const quay = await world.app({ owner: ben, name: 'Quay' })
  const dune = await world.app({ owner: cleo, name: 'Dune' })

  await at('2023-12-02T01:59:59Z')
  expect((await ana.call('bill.list', {})).bills).toEqual([])
  await at('2023-12-02T02:00:00Z')
  expect(await balanceOf(ana)).toBe('19666.11') // 20,000.00 − 333.89
  await at('2023-12-31T02:00:00Z')
  await dune.upgrade({ edition: 'ultimate' })

  // Cleo never pays: overdue on issue, suspended a day later, reclaimed after 90 days, 3 January being the first.
  await at('2024-01-02T02:00:00Z')
  expect(await cleo.call('balance.get', {})).toMatchObject({ owed: usd('29.03'), overdueSince: '2024-01-02T02:00:00.000Z' })
  expect([await statusOf(dune), await answersWith(dune)]).toEqual(['enabled', 0])
  await at('2024-01-03T01:59:59Z')
  expect([await statusOf(dune), await answersWith(dune)]).toEqual(['enabled', 0])
  await at('2024-01-03T02:00:00Z')
  expect([await statusOf(dune), await answersWith(dune)]).toEqual(['suspended', 60020])

  await at('2024-01-05T06:00:00Z')
  await lumen.disable()
  expect(await answersWith(lumen)).toBe(60016)
  await at('2024-01-20T06:00:00Z')
  await lumen.enable()
  expect(await answersWith(lumen)).toBe(0)

  await at('2024-02-15T06:00:00Z')
  await lumen.modify({ edition: 'ultimate' })
  await at('2024-02-29T15:59:00Z')
  await harbor.upgrade({ edition: 'pro' })

  // Ben pays late: his Free app is suspended too, and both are back with the last cent.
  await at('2024-03-02T02:00:00Z')
  expect(await ben.call('balance.get', {})).toMatchObject({ owed: usd('15.52'), suspendedFrom: '2024-03-03T02:00:00.000Z' })
  await at('2024-03-03T02:00:00Z')
  for (const app of [harbor, quay]) expect([await statusOf(app), await answersWith(app)]).toEqual(['suspended', 60020])
  const correctsNumber = (await ana.call('bill.get', { month: '2024-02' })).number
  await at('2024-03-10T02:00:00Z')
  await operator.call('bill.adjust', { accountId: ofAna!, correctsNumber, amount: usd('-50.00'), reason: 'Outage on 20 February' })
  await at('2024-03-12T02:00:00Z')
  await topUp(ofBen!, '15.51')
  expect([await statusOf(harbor), await answersWith(harbor)]).toEqual(['suspended', 60020])
  await topUp(ofBen!, '0.01')
  for (const app of [harbor, quay]) expect([await statusOf(app), await answersWith(app)]).toEqual(['enabled', 0])

  await at('2024-04-01T02:00:00Z')
  await operator.call('account.setTaxRate', { accountId: ofAna!, basisPoints: 2000 })
  await topUp(ofBen!, '1000.00')
  await operator.call('account.addVoucher', { accountId: ofBen!, amount: usd('100.00'), expiresOn: '2024-04-30' })
  await at('2024-04-01T15:59:59Z')
  expect(await statusOf(dune)).toBe('suspended')
  await at('2024-04-01T16:00:00Z')
  expect(await statusOf(dune)).toBe('purged')
  await at('2024-04-02T02:00:00Z')
  expect((await ben.call('balance.list', { limit: 1 })).entries).toMatchObject([
    { kind: 'bill', amount: usd('-333.86'), ofVouchers: usd('-100.00'), balance: usd('766.14') },
  ])

  await at('2024-04-15T02:00:00Z')
  const users = names('fan', 20_001)
  await logInAll(world, lumen, users)
  await at('2024-05-01T02:00:00Z')
  await lumen.modify({ edition: 'pro', membersPerGroup: 2000 })
  const payment = await topUp(ofCleo!, '116.13') // 29.03 + 87.10
  expect(await cleo.call('balance.get', {})).toMatchObject({ balance: usd('0.00'), suspendedAt: null })
  await at('2024-05-02T06:00:00Z')
  await operator.call('balance.reverse', { entryId: payment.entryId, reason: 'It was for another account' })
  expect(await cleo.call('balance.get', {})).toMatchObject({ owed: usd('116.13'), overdueSince: '2024-05-02T06:00:00.000Z' })
  await at('2024-05-03T06:00:00Z')
  expect(await cleo.call('balance.get', {})).toMatchObject({ suspendedAt: '2024-05-03T06:00:00.000Z' })
  await at('2024-05-10T02:00:00Z')
  await harbor.disable()
  await at('2024-05-20T02:00:00Z')
  await ana.call('retention.set', { sdkAppId: lumen.sdkAppId, days: 30 })
  await at('2024-06-15T02:00:00Z')
  await logInAll(world, lumen, users.slice(0, 10_000))
  await at('2024-06-20T02:00:00Z')
  await harbor.delete()

  await at('2024-09-05T02:00:00Z')
  const ofMay = (await ben.call('bill.get', { month: '2024-05' })).number
  await operator.call('bill.adjust', { accountId: ofBen!, correctsNumber: ofMay, amount: usd('-10.00'), reason: 'Goodwill' })
  await at('2025-01-02T02:00:00Z')

  for (const [owner, expected] of [
    [ana, billsOfAna],
    [ben, billsOfBen],
    [cleo, billsOfCleo],
  ] as const) {
    const { bills } = await owner.call('bill.list', {})
    const found = await Promise.all(bills.toReversed().map(({ month }) => owner.call('bill.get', { month })))
    const shown = found.map(({ month, apps, adjustments, subtotal, tax, total }) => [
      month,
      {
        lines: apps.flatMap(({ lines }) => lines.map(({ kind, days, amount }) => [kind, days, amount.amount])),
        ...(adjustments.length > 0 && { adjustments: adjustments.map(({ amount }) => amount.amount) }),
        subtotal: subtotal.amount,
        tax: tax.amount,
        total: total.amount,
      },
    ])
    expect(Object.fromEntries(shown)).toEqual(expected)
  }

  // 20,000.00 less 333.89 + 476.99 + 261.58 + 723.72 + 900.99 + 2,159.96 + 3 × 947.96 + 978.94 + 4 × 1,007.98 = 12,711.87.
  expect(await balanceOf(ana)).toBe('7288.13')
  // 15.52 + 1,000.00 + 100.00 less 15.52 + 333.86 + 449.99 + 145.16 − 10.00 = 934.53.
  expect(await balanceOf(ben)).toBe('180.99')
  expect(await balanceOf(cleo)).toBe('-116.13')
  expect(await Promise.all([lumen, harbor, quay, dune].map(statusOf))).toEqual(['enabled', 'deleted', 'enabled', 'purged'])
  const states = async (owner: Client) => (await owner.call('bill.list', {})).bills.map(({ state }) => state)
  expect([new Set(await states(ana)), new Set(await states(ben)), await states(cleo)]).toEqual([
    new Set(['paid']),
    new Set(['paid']),
    ['overdue', 'overdue'],
  ])

  // 14 + 5 + 2 bills, numbered by month, within a month by account.
  const numbered = await world.sql<{ month: string; accountId: string }[]>`select month, account_id from bills order by number`
  expect(numbered).toHaveLength(21)
  expect(numbered).toEqual(numbered.toSorted((a, b) => (`${a.month} ${a.accountId}` < `${b.month} ${b.accountId}` ? -1 : 1)))
  expect((await operator.call('bill.runState', {})).months.map(({ billsIssued }) => billsIssued)).toEqual([
    1, 1, 1, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1,
  ])
  await world.close()
  await rm(books, { recursive: true })
})
