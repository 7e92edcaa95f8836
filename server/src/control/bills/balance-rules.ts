import type { Balance, NewEntry, Voucher } from './balance-store.ts'

export interface Posted {
  balanceCents: number
  /** What the entry changes of the rest of vouchers. */
  voucherCents: number
  /** Those whose rest is another one now; a new one has the entryId 0. */
  vouchers: Voucher[]
}

/**
 * What an entry does to cash and vouchers. A bill takes vouchers first, that which ends first before others, then cash. Vouchers also cover
 * what cash owes, so that a debt paid by a voucher does not come back when the voucher ends. `own`: the voucher that is reversed or has ended.
 */
export function decidePosting(before: Balance, vouchers: readonly Voucher[], entry: NewEntry, own?: number): Posted {
  const added = entry.kind === 'voucher' ? [{ entryId: 0, expiresOn: entry.expiresOn!, restCents: entry.amountCents }] : []
  const rests = [...vouchers, ...added]
    .map((voucher) => ({ ...voucher, ...(voucher.entryId === own && { restCents: 0 }) }))
    .toSorted((a, b) => (a.expiresOn < b.expiresOn ? -1 : a.expiresOn > b.expiresOn ? 1 : 0))
  const sum = () => rests.reduce((cents, { restCents }) => cents + restCents, 0)
  const take = (cents: number) => {
    let wanted = Math.max(cents, 0)
    for (const voucher of rests) {
      const taken = Math.min(wanted, voucher.restCents)
      voucher.restCents -= taken
      wanted -= taken
    }
  }

  const balanceCents = before.balanceCents + entry.amountCents
  if (entry.kind === 'bill') take(-entry.amountCents)
  take(sum() - balanceCents)
  const known = new Map(vouchers.map(({ entryId, restCents }) => [entryId, restCents]))
  return {
    balanceCents,
    voucherCents: sum() - before.voucherCents,
    vouchers: rests.filter(({ entryId, restCents }) => known.get(entryId) !== restCents),
  }
}
