import { Refusal } from '@plenum/contract'
import { type Context, personOf } from '../../road/context.ts'
import { findAccountName } from '../people/accounts-store.ts'

/** Bills and balance are of all apps of an account: who sees only some of them does not see them. */
export async function accountToRead(context: Context, accountId: string | undefined): Promise<string> {
  const { operator, accountId: own, scope } = personOf(context)
  if (operator) {
    if (accountId !== undefined && !(await findAccountName(context.sql, accountId))) throw new Refusal('not_found')
    return accountId ?? own
  }
  if (accountId !== undefined && accountId !== own) throw new Refusal('not_found')
  if (scope !== 'all') throw new Refusal('not_allowed')
  return own
}
