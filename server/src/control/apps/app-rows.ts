import { bookOf, type Configuration, configurationInForce, type Edition, statusOf } from '@plenum/billing'
import type { App, AppStatus, AppTag, Scope } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import type { StatusFacts } from '../../road/app-in-memory.ts'
import type { Context } from '../../road/context.ts'
import { withinScope } from '../../road/seen-apps.ts'
import { planNameOf } from '../plans/configuration-text.ts'
import { groupsPerDaySet } from './rates-store.ts'

/** An app with its present configuration. */
export interface AppRow extends StatusFacts, Configuration {
  sdkAppId: number
  name: string
  accountId: string
  accountName: string
  kind: App['kind']
  introduction: string
  tags: AppTag[]
  revision: number
  createdAt: Date
  dataLostAt: Date | null
  planSince: string
  userCount: number
  groupCount: number
  avGroupCount: number
  communityCount: number
  /** By the operator, for this app or for all; null: the plan says it. */
  groupsPerDaySet: number | null
}

export async function getAppRow(sql: Sql, sdkAppId: number): Promise<AppRow> {
  const [row] = await sql<AppRow[]>`select ${columns(sql)} ${tables(sql)} where apps.id = ${sdkAppId}`
  return row!
}

export type AppOrder = 'newest' | 'oldest' | 'name'

export interface AppFilter {
  accountId?: string | undefined
  scope: Scope
  search?: string | undefined
  status?: AppStatus | undefined
  edition?: Edition | undefined
  order: AppOrder
  /** Continues after this app. */
  after?: number | undefined
  limit: number
}

/** Apps that still are, unless the status of ended ones is asked for. */
export async function listAppRows(sql: Sql, filter: AppFilter) {
  const { search, status, edition, order, after, limit } = filter
  return sql<AppRow[]>`
    select ${columns(sql)} ${tables(sql)}
    where ${isStatus(sql, status)}
      ${within(sql, filter)}
      ${edition === undefined ? sql`` : sql`and present.edition = ${edition}`}
      ${search ? sql`and (apps.name ilike ${`%${escaped(search)}%`} or apps.id::text like ${`${escaped(search)}%`} or ${hasTag(sql, search)})` : sql``}
      ${after === undefined ? sql`` : sql`and ${orders[order].after(sql, sql`from apps where apps.id = ${after} ${within(sql, filter)}`)}`}
    order by ${orders[order].by(sql)} limit ${limit}`
}

/** Apps that are neither deleted nor purged. */
export async function countApps(sql: Sql, reader: Pick<AppFilter, 'accountId' | 'scope'>): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from apps where ${isStatus(sql, undefined)} ${within(sql, reader)}`
  return row!.count
}

/** Its configuration is the one in force: the chosen numbers as the price book of the day offers them. */
export function toApp(row: AppRow, { day, installation }: Pick<Context, 'day' | 'installation'>): App {
  const { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays } = row
  const chosen = { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays }
  return {
    sdkAppId: row.sdkAppId,
    name: row.name,
    accountId: row.accountId,
    accountName: row.accountName,
    kind: row.kind,
    introduction: row.introduction,
    tags: row.tags,
    status: statusOf(row),
    edition,
    planName: planNameOf(edition),
    configuration: configurationInForce(chosen, bookOf(installation.books, day)),
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    planSince: edition === 'free' ? null : row.planSince,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    suspendedAt: row.suspendedAt?.toISOString() ?? null,
    dataLostAt: row.dataLostAt?.toISOString() ?? null,
    deletedAt: (row.deletedAt ?? row.purgedAt)?.toISOString() ?? null,
  }
}

const columns = (sql: Sql) => sql`
  apps.id as sdk_app_id, apps.name, apps.account_id, accounts.name as account_name, apps.kind, apps.introduction, apps.revision,
  apps.created_at, apps.disabled_at, apps.suspended_at, apps.deleted_at, apps.purged_at, apps.data_lost_at,
  apps.user_count, apps.group_count, apps.av_group_count, apps.community_count, ${groupsPerDaySet(sql)} as groups_per_day_set,
  present.edition, present.unlimited_av_groups, present.groups_per_user, present.members_per_group, present.history_days,
  (
    select min(day) from ledger_entries where app_id = apps.id and sequence > coalesce(
      (select max(sequence) from ledger_entries where app_id = apps.id and edition <> present.edition), 0)
  ) as plan_since,
  (
    select coalesce(json_agg(json_build_object('key', key, 'value', value) order by key), '[]') from app_tags where app_id = apps.id
  ) as tags`

const tables = (sql: Sql) => sql`
  from apps join accounts on accounts.id = apps.account_id
  cross join lateral (select * from ledger_entries where app_id = apps.id order by sequence desc limit 1) as present`

function hasTag(sql: Sql, search: string) {
  const colon = search.indexOf(':')
  if (colon < 1) return sql`false`
  const [key, value] = [search.slice(0, colon).trim(), search.slice(colon + 1).trim()]
  return sql`exists (select from app_tags where app_id = apps.id and key ilike ${escaped(key)} and value ilike ${`${escaped(value)}%`})`
}

/** The same order as `statusOf` in billing/. */
function isStatus(sql: Sql, status: AppStatus | undefined) {
  switch (status) {
    case 'purged':
      return sql`purged_at is not null`
    case 'deleted':
      return sql`purged_at is null and deleted_at is not null`
    case 'suspended':
      return sql`purged_at is null and deleted_at is null and apps.suspended_at is not null`
    case 'disabled':
      return sql`purged_at is null and deleted_at is null and apps.suspended_at is null and disabled_at is not null`
    case 'enabled':
      return sql`purged_at is null and deleted_at is null and apps.suspended_at is null and disabled_at is null`
    default:
      return sql`purged_at is null and deleted_at is null`
  }
}

/** Only apps that the reader may see, also as the place to continue: else the order would tell something of those of others. */
function within(sql: Sql, { accountId, scope }: Pick<AppFilter, 'accountId' | 'scope'>) {
  return sql`
    ${accountId === undefined ? sql`` : sql`and apps.account_id = ${accountId}`}
    and ${withinScope(sql, scope, sql`apps.id`)}`
}

/** Every order ends in the id, so that a list can continue after any app. */
const orders: Record<AppOrder, { by: (sql: Sql) => Fragment; after: (sql: Sql, fromLastSeen: Fragment) => Fragment }> = {
  newest: {
    by: (sql) => sql`apps.created_at desc, apps.id desc`,
    after: (sql, fromLastSeen) => sql`(apps.created_at, apps.id) < (select created_at, id ${fromLastSeen})`,
  },
  oldest: {
    by: (sql) => sql`apps.created_at, apps.id`,
    after: (sql, fromLastSeen) => sql`(apps.created_at, apps.id) > (select created_at, id ${fromLastSeen})`,
  },
  name: {
    by: (sql) => sql`lower(apps.name), apps.id`,
    after: (sql, fromLastSeen) => sql`(lower(apps.name), apps.id) > (select lower(name), id ${fromLastSeen})`,
  },
}

function escaped(search: string) {
  return search.replaceAll(/[\\%_]/g, '\\$&')
}
