import { addDays, formatCents, nextEntry, type StatusFacts } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { system } from '../../records/audit.ts'
import { loadLedgers } from '../../records/ledger.ts'
import { tell } from '../../records/notices.ts'
import { changeStatus } from '../apps/change-status.ts'
import { usd } from '../plans/money.ts'
import { announce } from '../webhooks/announce.ts'
import { type Balance, lockApps, storeBalance } from './balance-store.ts'
import type { Occasion } from './occasion.ts'

/** All apps of an account, in one transaction that holds the account locked. */
export async function suspendApps(sql: Sql, account: Balance, occasion: Occasion): Promise<void> {
  const { at } = occasion
  await storeBalance(sql, { ...account, suspendedAt: at })
  const sdkAppIds = await changeAll(sql, account, occasion, 'suspended')
  const { accountId, name, balanceCents } = account
  await announce(sql, [{ accountId, type: 'account.suspended', at, data: { name, owed: usd(-balanceCents), sdkAppIds } }])
  await tell(sql, {
    accountId: account.accountId,
    appId: null,
    at,
    kind: 'account.suspended',
    cause: `suspended:${account.accountId}:${at.toISOString()}`,
    title: `All apps of ${account.name} are suspended`,
    text: `${formatCents(-account.balanceCents)} USD have been owed for more than a day. Service comes back by itself once this is paid. Data are kept for 90 days, the first of them today.`,
  })
}

/** Nothing is owed any more: apps come back as they were, those that were disabled as disabled ones. */
export async function restoreApps(sql: Sql, account: Balance, occasion: Occasion): Promise<void> {
  const { at } = occasion
  const sdkAppIds = await changeAll(sql, account, occasion, 'restored')
  const { accountId, name, balanceCents } = account
  await announce(sql, [{ accountId, type: 'account.restored', at, data: { name, balance: usd(balanceCents), sdkAppIds } }])
  await tell(sql, {
    accountId: account.accountId,
    appId: null,
    at,
    kind: 'account.restored',
    cause: `restored:${account.accountId}:${at.toISOString()}`,
    title: `All apps of ${account.name} are back`,
    text: 'Nothing is owed any more, and service goes on as it was.',
  })
}

async function changeAll(
  sql: Sql,
  { accountId }: Balance,
  { at, day, actor, installation }: Occasion,
  kind: 'suspended' | 'restored',
): Promise<number[]> {
  const { timeZone, books } = installation
  const apps = (await lockApps(sql, accountId)).filter(({ suspendedAt }) => (suspendedAt === null) === (kind === 'suspended'))
  const ledgers = await loadLedgers(
    sql,
    apps.map(({ id }) => id),
  )
  // All are locked by now, by id: what is written for one waits for no other.
  await Promise.all(
    apps.map((app) => {
      const before: StatusFacts = app
      const entry = nextEntry(kind, ledgers.get(app.id)!, { now: at, timeZone, books, closedThrough: addDays(day, -1) })
      return changeStatus(sql, {
        app: { sdkAppId: app.id, accountId },
        before,
        after: { ...before, suspendedAt: kind === 'suspended' ? at : null },
        entry,
        actor: kind === 'suspended' ? system : actor,
        timeZone,
      })
    }),
  )
  return apps.map(({ id }) => id)
}
