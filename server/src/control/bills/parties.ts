import type { Actor } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

/** Who pays or is paid, as a bill names them. */
export interface Party {
  name: string
  /** Street, place and what else belongs to an address. */
  lines: string[]
  country: string
  taxNumber: string
}

export async function addAddress(
  sql: Sql,
  { accountId, day, at, party, actor }: { accountId: string; day: string; at: Date; party: Party | null; actor: Actor },
) {
  await sql`
    insert into account_addresses (account_id, day, at, party, actor)
    values (${accountId}, ${day}, ${at}, ${party && sql.json(party)}, ${sql.json(actor)})`
}

/** That in force on this day, with the day on which it was set. */
export async function addressesOn(sql: Sql, accountIds: string[], day: string): Promise<Map<string, { party: Party | null; day: string }>> {
  const rows = await sql<{ accountId: string; party: Party | null; day: string }[]>`
    select distinct on (account_id) account_id, party, day from account_addresses
    where account_id = any(${accountIds}) and day <= ${day} order by account_id, day desc, id desc`
  return new Map(rows.map(({ accountId, ...address }) => [accountId, address]))
}

/** How accounts and apps were called at the end of a day: what a later renaming says of before, otherwise as now. */
export async function namesOn(sql: Sql, accountIds: string[], sdkAppIds: number[], day: string) {
  const [renamed, accounts, apps] = await Promise.all([
    sql<{ accountId: string; appId: number | null; name: string }[]>`
      select distinct on (account_id, app_id) account_id, app_id, change->>'before' as name
      from audit_entries cross join lateral jsonb_array_elements(changes) as change
      where account_id = any(${accountIds}) and day > ${day} and action in ('app.updated', 'account.renamed')
        and change->>'field' in ('App name', 'name')
      order by account_id, app_id, id`,
    sql<{ id: string; name: string }[]>`select id, name from accounts where id = any(${accountIds})`,
    sql<{ id: number; name: string }[]>`select id, name from apps where id = any(${sdkAppIds}::bigint[])`,
  ])
  const before = new Map(renamed.map(({ accountId, appId, name }) => [appId ?? accountId, name]))
  return new Map<string | number, string>([...accounts, ...apps].map(({ id, name }) => [id, before.get(id) ?? name]))
}

export async function issuerOf(sql: Sql, month: string): Promise<Party | null> {
  const [row] = await sql<{ issuer: Party | null }[]>`select issuer from billing_months where month = ${month}`
  return row?.issuer ?? null
}
