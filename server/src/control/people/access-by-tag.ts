import { type AppTag, Refusal, type Scope } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type Context, personOf } from '../../road/context.ts'
import { covers, isInScope } from '../../road/rights.ts'
import { type RightsColumns, rightsOf } from './persons-store.ts'

/**
 * A tag gives an app to persons, invitations and API keys, or takes it from them: only who could give all that they have with this one app
 * changes it so. The people need no lock: whoever is limited to a tag meanwhile gets what has it by then.
 */
export async function requireMayTag(
  context: Context,
  app: { sdkAppId: number; accountId: string },
  { before, after }: { before: AppTag[]; after: AppTag[] },
) {
  const caller = personOf(context)
  if (caller.operator) return
  const { sdkAppId, accountId } = app
  for (const rights of await listLimitedByTag(context.sql, accountId, context.now)) {
    const had = isInScope(rights.scope, { sdkAppId, tags: before })
    if (had === isInScope(rights.scope, { sdkAppId, tags: after })) continue
    if (!covers(caller, { ...rights, scope: [sdkAppId] })) {
      const tag = rights.scope.tags.find(({ key, value }) => (had ? before : after).some((one) => one.key === key && one.value === value))!
      throw new Refusal('tag_gives_access', { tag: tagText(tag) })
    }
  }
}

async function listLimitedByTag(sql: Sql, accountId: string, now: Date) {
  const rows = await sql<(RightsColumns & { tags: AppTag[] })[]>`
    select role, apps, tags, grants from people.persons where account_id = ${accountId} and tags is not null
    union all
    select role, apps, tags, grants from people.invitations where account_id = ${accountId} and tags is not null and expires_at > ${now}
    union all
    select role, apps, tags, grants from people.api_keys where account_id = ${accountId} and tags is not null and revoked_at is null`
  return rows.map((row) => ({ ...rightsOf(row), scope: { tags: row.tags } }))
}

/** As the audit has it. */
export function scopeText(scope: Scope): string {
  if (scope === 'all') return 'all'
  if ('tags' in scope) return `with tag ${scope.tags.map(tagText).join(' or ')}`
  return scope.join(', ') || 'none'
}

const tagText = ({ key, value }: AppTag) => `${key}:${value}`
