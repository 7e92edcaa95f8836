import { Refusal } from '@plenum/contract'
import { actorOf, namesOf, recordAudit } from '../../records/audit.ts'
import type { Context } from '../../road/context.ts'
import { lockBalance } from './balance-store.ts'
import { shownNumber } from './figures.ts'
import { issueBills, loadBillFacts } from './issue.ts'
import { park } from './parked.ts'
import { openMonths, setReleased } from './parked-store.ts'
import { computeTwice } from './second-method.ts'
import { countBills, findMonth } from './store.ts'

/**
 * The figures are looked at once more. Equal by now, or not: the operator has looked and says why, the bill is issued. Then those of later
 * months that waited behind it, as far as they are equal.
 */
export async function release(context: Context, accountId: string, month: string, reason: string) {
  const { sql, now, day, caller } = context
  if (!(await lockBalance(sql, accountId))) throw new Refusal('not_found')
  const open = (await openMonths(sql, [accountId])).get(accountId) ?? []
  if (!open.some((parked) => parked.month === month)) throw new Refusal('not_found')
  const [first, ...later] = open
  if (first!.month !== month) throw new Refusal('bill_waits', { month: first!.month })

  const issued = await issueOne(context, accountId, month, 'also with differences')
  await setReleased(sql, first!, now, { actor: namesOf(actorOf(caller)), reason })
  await recordAudit(sql, {
    at: now,
    day,
    accountId,
    category: 'plan',
    action: 'bill.released',
    actor: actorOf(caller),
    changes: [{ field: `Bill for ${month}`, before: `parked: ${first!.reason}`, after: issued.doubt ?? 'recomputed and equal' }],
    note: reason,
  })

  const alsoIssued: string[] = []
  for (const waiting of later) {
    const next = await issueOne(context, accountId, waiting.month, 'when equal')
    if (next.doubt !== null) {
      await park(sql, accountId, waiting.month, next.doubt, now)
      break
    }
    await setReleased(sql, waiting, now, null)
    if (next.number !== null) alsoIssued.push(next.number)
  }
  return { number: issued.number, equal: issued.doubt === null, alsoIssued }
}

async function issueOne(
  { sql, now, day, installation }: Context,
  accountId: string,
  named: string,
  which: 'also with differences' | 'when equal',
): Promise<{ number: string | null; doubt: string | null }> {
  const month = (await findMonth(sql, named))!
  const facts = (await loadBillFacts(sql, [accountId], month)).get(accountId)!
  const computed = computeTwice(accountId, facts)
  if (!computed) return { number: null, doubt: null }
  const { doubt, figures } = computed
  if (which === 'when equal' && doubt !== null) return { number: null, doubt }
  if (!figures) throw new Refusal('bill_not_computable', { reason: doubt })
  // Read anew for each bill: the one before changed it.
  const accounts = new Map([[accountId, (await lockBalance(sql, accountId))!]])
  const [number] = await issueBills(sql, [computed], accounts, month, { issuedAt: now, day, installation })
  await countBills(sql, named, 1)
  return { number: shownNumber(named, number!), doubt }
}
