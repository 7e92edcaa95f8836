import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Handlers } from '../../road/context.ts'
import { findAccountName } from '../people/accounts-store.ts'
import { accountToRead } from './accounts.ts'
import { addAddress, addressesOn, type Party } from './parties.ts'

export const addressHandlers = {
  async 'account.getBillingAddress'({ accountId }, context) {
    const owner = await accountToRead(context, accountId)
    const address = (await addressesOn(context.sql, [owner], context.day)).get(owner)
    return {
      address: address?.party ?? null,
      sinceDay: address?.day ?? null,
      accountName: (await findAccountName(context.sql, owner))!,
    }
  },

  async 'account.setBillingAddress'({ accountId, address }, context) {
    const { sql, now, day, caller } = context
    const owner = await accountToRead(context, accountId)
    const before = (await addressesOn(sql, [owner], day)).get(owner)?.party ?? null
    const actor = actorOf(caller)
    await addAddress(sql, { accountId: owner, day, at: now, party: address, actor })
    await recordAudit(sql, {
      at: now,
      day,
      accountId: owner,
      category: 'plan',
      action: 'account.billingAddressSet',
      actor,
      changes: [{ field: 'Billing address', before: inOneLine(before), after: inOneLine(address) }],
    })
    return {}
  },
} satisfies Partial<Handlers>

function inOneLine(party: Party | null): string | null {
  if (!party) return null
  return [party.name, ...party.lines, party.country, party.taxNumber && `tax number ${party.taxNumber}`].filter(Boolean).join(', ')
}
