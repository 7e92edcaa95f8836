import { createdEntry, formatCents } from '@plenum/billing'
import { type ParsedInput, Refusal } from '@plenum/contract'
import { newSecretKey } from '../../platform/ids.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { appendToLedger } from '../../records/ledger.ts'
import { type Context, personOf } from '../../road/context.ts'
import { requireMayTag } from '../people/access-by-tag.ts'
import { circumstancesOf } from '../plans/facts.ts'
import { addAdmin } from './admins-store.ts'
import { addKey } from './keys-store.ts'
import { holdDefaultRates } from './rates-store.ts'
import { setTags } from './tags.ts'

/** Doc 34577, Jul 2022. Disabled apps count, deleted and purged ones do not. */
export const appsAllowed = 300

/** Free, enabled, with a key and the administrator `administrator` (console.md 2.3). */
export async function createApp(
  { name, kind, introduction, tags, accountId }: ParsedInput<'app.create'>,
  context: Context,
): Promise<number> {
  const { sql, now, day, installation, caller } = context
  const { operator, accountId: own } = personOf(context)
  const owner = accountId ?? own
  if (owner !== own && !operator) throw new Refusal('not_found')
  await countApp(context, owner)
  await holdDefaultRates(sql, 'createApp')

  // Days are stored facts: from the first app on the time zone is fixed.
  await sql`update installation set time_zone = ${installation.timeZone} where time_zone is null`
  const [row] = await sql<{ id: number }[]>`
    insert into apps (account_id, name, kind, introduction, created_at, created_day)
    values (${owner}, ${name}, ${kind ?? null}, ${introduction ?? ''}, ${now}, ${day}) returning id`
  const sdkAppId = row!.id
  await requireMayTag(context, { sdkAppId, accountId: owner }, { before: [], after: tags })
  await setTags(sql, sdkAppId, tags)
  const actor = actorOf(caller)
  await appendToLedger(sql, sdkAppId, createdEntry(circumstancesOf({ now, day, installation })), actor)
  await addKey(sql, sdkAppId, { secretKey: newSecretKey(), createdAt: now, createdBy: actor.name, lastShownAt: null, lastShownBy: null })
  await addAdmin(sql, sdkAppId, { userId: 'administrator', addedAt: now, addedBy: actor.name, day }, null)
  await recordAudit(sql, {
    at: now,
    day,
    accountId: owner,
    appId: sdkAppId,
    category: 'status',
    action: 'app.created',
    actor,
    address: context.request.address,
    note: `SDKAppID ${sdkAppId}`,
  })
  return sdkAppId
}

/** The row of the account stays locked until the commit: of parallel creations exactly as many succeed as there is room for. */
async function countApp({ sql }: Context, accountId: string) {
  const [account] = await sql<{ appCount: number; balanceCents: number; suspendedAt: Date | null }[]>`
    select app_count, balance_cents, suspended_at from accounts where id = ${accountId} for no key update`
  if (!account) throw new Refusal('not_found')
  if (account.suspendedAt) throw new Refusal('account_overdue', { owed: `${formatCents(-account.balanceCents)} USD` })
  if (account.appCount >= appsAllowed) throw new Refusal('app_limit', { allowed: appsAllowed })
  await sql`update accounts set app_count = app_count + 1 where id = ${accountId}`
}
