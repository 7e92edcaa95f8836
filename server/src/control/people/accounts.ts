import { formatCents } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { loadAppInMemory } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { type AccountRow, findAccount, listAccounts, listAppIds } from './accounts-store.ts'
import { listInvitations } from './invitations-store.ts'
import { asInvited, asMember, describeMember } from './members.ts'
import { listPersons } from './persons-store.ts'

export const accountHandlers = {
  async 'account.list'({ search, after, limit }, { sql }) {
    const accounts = await listAccounts(sql, { search, after, limit: limit + 1 })
    const page = accounts.slice(0, limit)
    return { accounts: page.map(describeAccount), next: accounts.length > limit ? page.at(-1)!.id : null }
  },

  async 'account.get'({ accountId }, { sql, now }) {
    const account = await findAccount(sql, accountId)
    if (!account) throw new Refusal('not_found')
    const persons = await listPersons(sql, accountId)
    const invitations = await listInvitations(sql, accountId, now)
    const sdkAppIds = await listAppIds(sql, accountId)
    const apps = await Promise.all(sdkAppIds.map((sdkAppId) => loadAppInMemory(sql, sdkAppId)))
    return {
      ...describeAccount(account),
      people: [...persons.map(asMember), ...invitations.map(asInvited)].map(describeMember),
      appList: apps.flatMap((app) =>
        app ? [{ sdkAppId: app.sdkAppId, name: app.name, edition: app.configuration.edition, status: app.status }] : [],
      ),
    }
  },
} satisfies Partial<Handlers>

function describeAccount({ id, name, ownerName, ownerEmail, appCount, persons, createdAt, ...money }: AccountRow) {
  return {
    accountId: id,
    name,
    ownerName,
    ownerEmail,
    apps: appCount,
    persons,
    createdAt: createdAt.toISOString(),
    balance: { currency: 'USD' as const, amount: formatCents(money.balanceCents) },
    overdueSince: money.overdueSince?.toISOString() ?? null,
    suspendedAt: money.suspendedAt?.toISOString() ?? null,
  }
}
