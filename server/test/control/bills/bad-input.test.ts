import type { CommandName } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'

/** 2 December 2022, 10:00 in Shanghai: Ana's bill of November is issued and owed. */
let world: World
let ana: Client
let stranger: Client
let ofAna: string
let ofStranger: string
beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_CHARGES: 'on' } })
  ana = await world.signUp('Ana Reyes')
  stranger = await world.signUp('Ben Okafor')
  ofAna = (await ana.call('session.get', {})).account!.accountId
  ofStranger = (await stranger.call('session.get', {})).account!.accountId
  await world.app({ owner: ana, edition: 'pro' })
  await world.moveTo('2022-12-02T02:00:00Z')
})
afterAll(() => world.close())

const usd = (amount: string) => ({ currency: 'USD', amount })
const bill = '2022-11-000001'
const correct = (more: object = {}) => ({ accountId: ofAna, correctsNumber: bill, amount: usd('-1.00'), reason: 'Outage', ...more })

const asOperator: [what: string, command: CommandName, input: () => object, code: string, says: string][] = [
  ['a fraction of a cent', 'account.topUp', () => ({ accountId: ofAna, amount: usd('1.005') }), 'bad_input', 'two decimals'],
  ['no cents at all', 'account.topUp', () => ({ accountId: ofAna, amount: usd('1') }), 'bad_input', 'two decimals'],
  ['a number', 'account.topUp', () => ({ accountId: ofAna, amount: { currency: 'USD', amount: 1.5 } }), 'bad_input', 'amount'],
  ['another currency', 'account.topUp', () => ({ accountId: ofAna, amount: { currency: 'EUR', amount: '1.00' } }), 'bad_input', 'USD'],
  ['2^53 cents', 'account.topUp', () => ({ accountId: ofAna, amount: usd('90071992547409.92') }), 'bad_input', '13 digits'],
  ['an exponent', 'account.topUp', () => ({ accountId: ofAna, amount: usd('1e3') }), 'bad_input', 'two decimals'],
  ['less than nothing', 'account.topUp', () => ({ accountId: ofAna, amount: usd('-5.00') }), 'bad_input', 'above zero'],
  ['nothing', 'account.topUp', () => ({ accountId: ofAna, amount: usd('0.00') }), 'bad_input', 'above zero'],
  ['nobody', 'account.topUp', () => ({ accountId: 'nobody', amount: usd('1.00') }), 'not_found', 'nothing here'],
  ['a voucher over', 'account.addVoucher', () => voucher('2022-12-01'), 'bad_input', '2022-12-01 is over'],
  ['a day that is none', 'account.addVoucher', () => voucher('2022-02-30'), 'bad_input', 'expiresOn'],
  ['a voucher of nothing', 'account.addVoucher', () => ({ ...voucher('2022-12-31'), amount: usd('0.00') }), 'bad_input', 'above zero'],
  ['a voucher below zero', 'account.addVoucher', () => ({ ...voucher('2022-12-31'), amount: usd('-1.00') }), 'bad_input', 'above zero'],
  ['a tax below zero', 'account.setTaxRate', () => ({ accountId: ofAna, basisPoints: -1 }), 'bad_input', 'between 0 and 100 %'],
  ['a tax above all', 'account.setTaxRate', () => ({ accountId: ofAna, basisPoints: 10_001 }), 'bad_input', 'between 0 and 100 %'],
  ['a tax too fine', 'account.setTaxRate', () => ({ accountId: ofAna, basisPoints: 0.5 }), 'bad_input', 'basisPoints'],
  ['a tax of nobody', 'account.setTaxRate', () => ({ accountId: 'nobody', basisPoints: 600 }), 'not_found', 'nothing here'],
  ['no reason', 'bill.adjust', () => correct({ reason: ' ' }), 'bad_input', 'has a reason'],
  ['no reason at all', 'bill.adjust', () => correct({ reason: undefined }), 'bad_input', 'reason'],
  ['a correction of nothing', 'bill.adjust', () => correct({ amount: usd('0.00') }), 'bad_input', 'corrects nothing'],
  ['an inexact correction', 'bill.adjust', () => correct({ amount: usd('-0.001') }), 'bad_input', 'two decimals'],
  ['a number nobody has', 'bill.adjust', () => correct({ correctsNumber: '2022-11-000099' }), 'not_found', 'nothing here'],
  ['another month', 'bill.adjust', () => correct({ correctsNumber: '2022-10-000001' }), 'not_found', 'nothing here'],
  ['no number', 'bill.adjust', () => correct({ correctsNumber: '1' }), 'bad_input', 'correctsNumber'],
  ['the bill of another', 'bill.adjust', () => correct({ accountId: ofStranger }), 'not_found', 'nothing here'],
  ['a reversal without reason', 'balance.reverse', () => ({ entryId: 1, reason: '' }), 'bad_input', 'has a reason'],
  ['the reversal of a bill', 'balance.reverse', () => ({ entryId: 1, reason: 'Again' }), 'entry_not_reversible', ''],
  ['an entry nobody has', 'balance.reverse', () => ({ entryId: 4_711, reason: 'Again' }), 'not_found', 'nothing here'],
  ['a month to come', 'bill.get', () => ({ accountId: ofAna, month: '2031-01' }), 'not_found', 'nothing here'],
  ['a month that is not over', 'bill.get', () => ({ accountId: ofAna, month: '2022-12' }), 'not_found', 'nothing here'],
  ['a month that is none', 'bill.get', () => ({ accountId: ofAna, month: '2022-13' }), 'bad_input', 'month'],
  ['a clock that goes back', 'clock.set', () => ({ now: '2022-12-02T01:59:59Z' }), 'clock_only_forward', '2022-12-02T02:00:00'],
  ['a clock too far ahead', 'clock.set', () => ({ now: '2999-12-31T00:00:00Z' }), 'clock_too_far', 'ten years'],
]

const voucher = (expiresOn: string) => ({ accountId: ofAna, amount: usd('1.00'), expiresOn })

const asStranger: [what: string, command: CommandName, input: () => object, code: string][] = [
  ['the bills of others', 'bill.list', () => ({ accountId: ofAna }), 'not_found'],
  ['a bill of others', 'bill.get', () => ({ accountId: ofAna, month: '2022-11' }), 'not_found'],
  ['the balance of others', 'balance.get', () => ({ accountId: ofAna }), 'not_found'],
  ['a statement of others', 'balance.list', () => ({ accountId: ofAna }), 'not_found'],
  ['a payment of one’s own', 'account.topUp', () => ({ accountId: ofStranger, amount: usd('1.00') }), 'not_allowed'],
  ['a voucher of one’s own', 'account.addVoucher', () => ({ ...voucher('2022-12-31'), accountId: ofStranger }), 'not_allowed'],
  ['a tax of one’s own', 'account.setTaxRate', () => ({ accountId: ofStranger, basisPoints: 0 }), 'not_allowed'],
  ['a correction of one’s own', 'bill.adjust', () => correct({ accountId: ofStranger }), 'not_allowed'],
  ['a reversal', 'balance.reverse', () => ({ entryId: 1, reason: 'Mine' }), 'not_allowed'],
  ['the billing run', 'bill.runState', () => ({}), 'not_allowed'],
  ['the clock', 'clock.set', () => ({ now: '2022-12-03T00:00:00Z' }), 'not_allowed'],
]

/** All that money could have left behind. */
const written = () =>
  world.sql`
    select
      (select json_agg(accounts order by id) from accounts) as accounts, (select count(*) from account_entries) as entries,
      (select count(*) from vouchers) as vouchers, (select count(*) from bill_adjustments) as adjustments,
      (select count(*) from account_tax_rates) as rates, (select count(*) from audit_entries) as audit,
      (select count(*) from command_requests) as requests, (select clock_at from installation) as clock`

test.each(asOperator)('the operator is refused %s (%s), with a reason, and nothing is written', async (_, command, input, code, says) => {
  const before = await written()
  const refusal = await world.operator.refused(command, input() as never)
  expect([refusal.code, refusal.message]).toEqual([code, expect.stringContaining(says)])
  expect(await written()).toEqual(before)
})

test.each(asStranger)('a customer is refused %s (%s), and nothing is written', async (_, command, input, code) => {
  const before = await written()
  expect((await stranger.refused(command, input() as never)).code).toBe(code)
  expect(await written()).toEqual(before)
})

test('a balance above 2^53 cents is refused, and the same requestId with another amount too', async () => {
  const most = { currency: 'USD' as const, amount: '9999999999999.99' }
  for (let times = 0; times < 9; times++) await world.operator.call('account.topUp', { accountId: ofStranger, amount: most })
  const before = await written()
  expect(await world.operator.refused('account.topUp', { accountId: ofStranger, amount: most })).toMatchObject({
    code: 'bad_input',
    message: expect.stringContaining('too large'),
  })
  expect(await written()).toEqual(before)

  const payment = { accountId: ofAna, amount: { currency: 'USD' as const, amount: '12.00' }, requestId: 'transfer-4711' }
  const first = await world.operator.call('account.topUp', payment)
  const paid = await written()
  expect(await world.operator.call('account.topUp', payment)).toEqual(first)
  const other = { ...payment, amount: { currency: 'USD' as const, amount: '13.00' } }
  expect((await world.operator.refused('account.topUp', other)).code).toBe('request_id_reused')
  expect(await written()).toEqual(paid)
})
