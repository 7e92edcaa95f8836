import { type AppStatus, type Configuration, statusOf } from '@plenum/billing'
import { type Actor, type AppSettings, type AppTag, type GroupRules, groupRulesAtFirst, settingsAtFirst } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import type { AppInMemory } from './context.ts'
import { ratesInForce } from './rates-in-force.ts'

/** From this number on a process that still remembers the app as it was writes nothing, but loads it and decides again. */
export async function raiseRevision(sql: Sql, sdkAppId: number): Promise<number> {
  const [row] = await sql<{ revision: number }[]>`update apps set revision = revision + 1 where id = ${sdkAppId} returning revision`
  return row!.revision
}

/** What a process keeps of an app, in one round trip. Deleted and purged apps are loaded too: their status says so. */
export async function loadAppInMemory(sql: Sql, sdkAppId: number): Promise<AppInMemory | null> {
  const [row] = await sql<(Row & Configuration)[]>`
    select
      apps.id as sdk_app_id, account_id, name, revision, rates, (select rates from installation) as rates_for_all, settings, group_rules, disabled_at, suspended_at, deleted_at, purged_at,
      ledger.edition, ledger.unlimited_av_groups, ledger.groups_per_user, ledger.members_per_group, ledger.history_days,
      array(select secret_key from app_keys where app_id = apps.id order by id desc) as keys,
      array(select user_id from app_admins where app_id = apps.id order by user_id) as admins,
      (select coalesce(json_agg(json_build_object('key', key, 'value', value)), '[]') from app_tags where app_id = apps.id) as tags
    from apps
    cross join lateral (select * from ledger_entries where app_id = apps.id order by sequence desc limit 1) as ledger
    where apps.id = ${sdkAppId}`
  if (!row) return null
  const { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays } = row
  return {
    sdkAppId: row.sdkAppId,
    accountId: row.accountId,
    name: row.name,
    revision: row.revision,
    status: statusOf(row),
    configuration: { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup, historyDays },
    keys: row.keys,
    admins: new Set(row.admins),
    tags: row.tags,
    rates: ratesInForce(row.ratesForAll, row.rates),
    settings: { ...settingsAtFirst, ...row.settings },
    groupRules: { ...groupRulesAtFirst, ...row.groupRules },
  }
}

/** Of many apps at once: how they are now. One that is missing is not there. */
export async function findAppStates(sql: Sql, sdkAppIds: number[]): Promise<Map<number, { revision: number; status: AppStatus }>> {
  const rows = await sql<(StatusFacts & { id: number; revision: number })[]>`
    select id, revision, disabled_at, suspended_at, deleted_at, purged_at from apps where id = any(${sdkAppIds}::bigint[])`
  return new Map(rows.map(({ id, revision, ...facts }) => [id, { revision, status: statusOf(facts) }]))
}

/** Who changed the app last and when, for the one whose confirmation came second. Showing a key or a message and making a UserSig change nothing. */
export async function lastChange(sql: Sql, sdkAppId: number): Promise<{ at: Date; actor: Actor } | null> {
  const [row] = await sql<{ at: Date; actor: Actor }[]>`
    select at, actor from audit_entries
    where app_id = ${sdkAppId} and action not in ('key.revealed', 'userSig.created', 'message.shown')
    order by id desc limit 1`
  return row ?? null
}

/** The facts from which the status follows. */
export interface StatusFacts {
  disabledAt: Date | null
  suspendedAt: Date | null
  deletedAt: Date | null
  purgedAt: Date | null
}

interface Row extends StatusFacts {
  sdkAppId: number
  accountId: string
  name: string
  revision: number
  rates: Record<string, number>
  ratesForAll: Record<string, number>
  settings: Partial<AppSettings>
  groupRules: Partial<GroupRules>
  keys: string[]
  admins: string[]
  tags: AppTag[]
}
