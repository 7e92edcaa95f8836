import type { Sql } from '../../platform/database.ts'

export interface AccountRow {
  id: string
  name: string
  createdAt: Date
  /** Apps that count towards the limit. */
  appCount: number
  ownerName: string
  ownerEmail: string
  persons: number
  balanceCents: number
  overdueSince: Date | null
  suspendedAt: Date | null
}

export async function addAccount(sql: Sql, account: { id: string; name: string; createdAt: Date }) {
  await sql`insert into accounts ${sql.values(account, 'id', 'name', 'createdAt')}`
}

/** People of an account change one after the other. Does not hinder those who only refer to the account, such as new apps. */
export async function lockAccount(sql: Sql, accountId: string) {
  await sql`select 1 from accounts where id = ${accountId} for no key update`
}

export async function findAccountName(sql: Sql, accountId: string): Promise<string | null> {
  const [account] = await sql<{ name: string }[]>`select name from accounts where id = ${accountId}`
  return account?.name ?? null
}

export async function setAccountName(sql: Sql, accountId: string, name: string) {
  await sql`update accounts set name = ${name} where id = ${accountId}`
}

const rows = (sql: Sql) => sql`
  select accounts.id, accounts.name, accounts.created_at, app_count, owner.name as owner_name, owner.email as owner_email,
    balance_cents, overdue_since, suspended_at,
    (select count(*) from people.persons where account_id = accounts.id) as persons
  from accounts join people.persons as owner on owner.account_id = accounts.id and owner.role = 'owner'`

export async function findAccount(sql: Sql, accountId: string): Promise<AccountRow | null> {
  const [account] = await sql<AccountRow[]>`${rows(sql)} where accounts.id = ${accountId}`
  return account ?? null
}

/** Newest first. */
export function listAccounts(
  sql: Sql,
  { search, after, limit }: { search?: string | undefined; after?: string | undefined; limit: number },
) {
  const like = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null
  return sql<AccountRow[]>`
    ${rows(sql)}
    where true
      ${like ? sql`and (accounts.name ilike ${like} or owner.name ilike ${like} or owner.email ilike ${like})` : sql``}
      ${after ? sql`and (accounts.created_at, accounts.id) < (select created_at, id from accounts where id = ${after})` : sql``}
    order by accounts.created_at desc, accounts.id desc limit ${limit}`
}

export async function listAppIds(sql: Sql, accountId: string): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`select id from apps where account_id = ${accountId} order by created_at desc, id desc limit 1000`
  return rows.map(({ id }) => id)
}
