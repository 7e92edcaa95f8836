import type { Scope } from '@plenum/contract'
import type { Fragment, Sql } from '../platform/database.ts'

/** For lists: is the app, whose number stands in `column`, within the scope? By the tags it has when the statement runs. */
export function withinScope(sql: Sql, scope: Scope, column: Fragment): Fragment {
  if (scope === 'all') return sql`true`
  if (!('tags' in scope)) return sql`${column} = any(${scope}::bigint[])`
  const [keys, values] = [scope.tags.map(({ key }) => key), scope.tags.map(({ value }) => value)]
  return sql`${column} in (
    select app_tags.app_id from app_tags join unnest(${keys}::text[], ${values}::text[]) as wanted (key, value) using (key, value))`
}
