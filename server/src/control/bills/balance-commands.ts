import { type Output, Refusal } from '@plenum/contract'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { usd } from '../plans/money.ts'
import { accountToRead } from './accounts.ts'
import type { NewEntry } from './balance-store.ts'
import {
  type Balance,
  type EntryRow,
  findBalance,
  findEntry,
  listEntries,
  listVouchers,
  lockBalance,
  setThreshold,
} from './balance-store.ts'
import { centsOf, shownNumber } from './figures.ts'
import { post } from './post.ts'
import { taxRatesOn } from './store.ts'

export const balanceHandlers = {
  async 'balance.get'({ accountId }, context) {
    return describe(context, (await findBalance(context.sql, await accountToRead(context, accountId)))!)
  },

  async 'balance.list'({ accountId, before, limit }, context) {
    const found = await listEntries(context.sql, await accountToRead(context, accountId), before, limit + 1)
    const page = found.slice(0, limit)
    return { entries: page.map(describeEntry), next: found.length > limit ? page.at(-1)!.entryId : null }
  },

  async 'balance.setThreshold'({ amount }, context) {
    const { accountId } = personOf(context)
    await setThreshold(context.sql, accountId, amount && centsOf(amount, 'amount'))
    return {}
  },

  async 'account.topUp'({ accountId, amount, note }, context) {
    const amountCents = positive(centsOf(amount, 'amount'))
    return enter(context, await account(context, accountId), { kind: 'topUp', amountCents, note })
  },

  async 'account.addVoucher'({ accountId, amount, expiresOn, note }, context) {
    const amountCents = positive(centsOf(amount, 'amount'))
    if (expiresOn < context.day) throw new Refusal('bad_input', { field: 'expiresOn', reason: `expiresOn: ${expiresOn} is over.` })
    return enter(context, await account(context, accountId), { kind: 'voucher', amountCents, expiresOn, note })
  },

  async 'balance.reverse'({ entryId, reason }, context) {
    const named = await findEntry(context.sql, entryId)
    if (!named) throw new Refusal('not_found')
    const before = await account(context, named.accountId)
    // Under the lock: of two who reverse it at once one does.
    const entry = (await findEntry(context.sql, entryId))!
    if (entry.kind !== 'topUp' && entry.kind !== 'voucher') throw new Refusal('entry_not_reversible')
    if (entry.reversedBy !== null) throw new Refusal('entry_reversed')
    const ended = entry.kind === 'voucher' && entry.expiresOn !== null && entry.expiresOn < context.day
    if (ended) throw new Refusal('entry_not_reversible')
    const reversal = { kind: 'reversal', amountCents: -entry.amountCents, reversesId: entryId, note: reason } as const
    return enter(context, before, reversal, entry.kind === 'voucher' ? entryId : undefined)
  },
} satisfies Partial<Handlers>

async function account({ sql }: Context, accountId: string): Promise<Balance> {
  const balance = await lockBalance(sql, accountId)
  if (!balance) throw new Refusal('not_found')
  return balance
}

const names = { topUp: 'Top-up', voucher: 'Voucher', reversal: 'Reversal' } as const

async function enter(context: Context, before: Balance, entry: NewEntry & { kind: keyof typeof names }, own?: number) {
  const { sql, now, day, caller, installation } = context
  if (!Number.isSafeInteger(before.balanceCents + entry.amountCents))
    throw new Refusal('bad_input', { field: 'amount', reason: 'amount: The balance would be too large.' })
  const actor = actorOf(caller)
  const after = await post(sql, before, entry, { at: now, day, actor, installation }, own)
  await recordAudit(sql, {
    at: now,
    day,
    accountId: before.accountId,
    category: 'plan',
    action: `balance.${entry.kind}`,
    actor,
    changes: [{ field: names[entry.kind], before: usd(before.balanceCents).amount, after: usd(after.balanceCents).amount }],
    ...(entry.note && { note: entry.note }),
  })
  return { entryId: after.entryId, ...(await describe(context, after)) }
}

function positive(cents: number): number {
  if (cents <= 0) throw new Refusal('bad_input', { field: 'amount', reason: 'amount: An amount above zero.' })
  return cents
}

async function describe({ sql, day }: Context, balance: Balance): Promise<Output<'balance.get'>> {
  const { accountId, balanceCents, voucherCents, overdueSince, suspendedAt, thresholdCents } = balance
  const suspendedFrom = overdueSince && new Date(overdueSince.getTime() + 24 * 60 * 60 * 1000)
  return {
    accountId,
    balance: usd(balanceCents),
    cash: usd(balanceCents - voucherCents),
    vouchers: (await listVouchers(sql, accountId)).map(({ entryId, expiresOn, restCents }) => ({
      entryId,
      expiresOn,
      rest: usd(restCents),
    })),
    owed: usd(Math.max(0, -balanceCents)),
    overdueSince: overdueSince?.toISOString() ?? null,
    suspendedFrom: suspendedFrom?.toISOString() ?? null,
    suspendedAt: suspendedAt?.toISOString() ?? null,
    threshold: thresholdCents === null ? null : usd(thresholdCents),
    taxBasisPoints: (await taxRatesOn(sql, [accountId], day)).get(accountId) ?? 0,
  }
}

function describeEntry({ at, amountCents, balanceCents, voucherCents, billNumber, billMonth, ...entry }: EntryRow) {
  return {
    ...entry,
    at: at.toISOString(),
    amount: usd(amountCents),
    ofVouchers: usd(voucherCents),
    balance: usd(balanceCents),
    billNumber: billNumber === null ? null : shownNumber(billMonth!, billNumber),
    billMonth,
  }
}
