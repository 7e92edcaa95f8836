import type { AppTag, Grant, Role, Scope } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { PersonCaller } from '../../road/context.ts'
import type { Rights } from '../../road/rights.ts'

/** Role, apps and grants as the tables of people hold them. */
export interface RightsColumns {
  role: Role
  /** null: all apps. Empty where `tags` say which. */
  apps: number[] | null
  tags: AppTag[] | null
  grants: Grant[]
}

export interface Person extends RightsColumns {
  id: string
  accountId: string
  email: string
  name: string
  operator: boolean
  createdAt: Date
  lastSignInAt: Date | null
}

export const personColumns = (sql: Sql) => sql`
  persons.id, persons.account_id, persons.email, persons.name, persons.operator, persons.role, persons.apps, persons.tags, persons.grants,
  persons.created_at, persons.last_sign_in_at`

export function rightsOf({ role, apps, tags, grants }: RightsColumns) {
  const scope: Scope = tags ? { tags } : (apps ?? 'all')
  return { role, scope, grants }
}

export function columnsOf({ role, scope, grants }: Rights): RightsColumns {
  const common = { role, grants: [...new Set(grants)] }
  if (scope === 'all') return { ...common, apps: null, tags: null }
  return 'tags' in scope ? { ...common, apps: [], tags: scope.tags } : { ...common, apps: [...new Set(scope)], tags: null }
}

/** null is SQL's, not JSON's. */
export const tagsColumn = (sql: Sql, tags: AppTag[] | null) => tags && sql.json(tags)

export function personCaller(person: Person): PersonCaller {
  const { id, name, email, operator, accountId } = person
  return { kind: 'person', via: 'session', personId: id, name, email, operator, accountId, ...rightsOf(person) }
}

export async function findOperator(sql: Sql): Promise<Person | null> {
  const [person] = await sql<Person[]>`select ${personColumns(sql)} from people.persons where operator`
  return person ?? null
}

export async function findPerson(sql: Sql, personId: string): Promise<Person | null> {
  const [person] = await sql<Person[]>`select ${personColumns(sql)} from people.persons where id = ${personId}`
  return person ?? null
}

export async function findPersonByEmail(sql: Sql, email: string): Promise<(Person & { passwordHash: string }) | null> {
  const [person] = await sql<(Person & { passwordHash: string })[]>`
    select ${personColumns(sql)}, password_hash from people.persons where email = ${email}`
  return person ?? null
}

export async function findOwner(sql: Sql, accountId: string): Promise<Person> {
  const [owner] = await sql<Person[]>`select ${personColumns(sql)} from people.persons where account_id = ${accountId} and role = 'owner'`
  return owner!
}

export async function countPersons(sql: Sql, accountId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) from people.persons where account_id = ${accountId}`
  return row!.count
}

export function listPersons(sql: Sql, accountId: string) {
  return sql<Person[]>`
    select ${personColumns(sql)} from people.persons where account_id = ${accountId}
    order by role <> 'owner', created_at, id limit 1000`
}

/** False when the e-mail address is taken. */
export async function addPerson(sql: Sql, person: Person & { passwordHash: string }): Promise<boolean> {
  const { id, accountId, email, name, operator, role, apps, tags, grants, createdAt, lastSignInAt, passwordHash } = person
  const added = await sql`
    insert into people.persons (id, account_id, email, name, operator, role, apps, tags, grants, created_at, last_sign_in_at, password_hash)
    values (
      ${id}, ${accountId}, ${email}, ${name}, ${operator}, ${role}, ${apps}, ${tagsColumn(sql, tags)}, ${grants}, ${createdAt}, ${lastSignInAt},
      ${passwordHash}
    )
    on conflict do nothing returning 1`
  return added.length === 1
}

/** A password link that is open ends: whoever made it may have had the old rights in mind, and must not come into the new ones by it. */
export async function setRights(sql: Sql, personId: string, { role, apps, tags, grants }: RightsColumns) {
  await sql`delete from people.password_links where person_id = ${personId}`
  await sql`
    update people.persons set role = ${role}, apps = ${apps}, tags = ${tagsColumn(sql, tags)}, grants = ${grants} where id = ${personId}`
}

export async function setPersonName(sql: Sql, personId: string, name: string) {
  await sql`update people.persons set name = ${name} where id = ${personId}`
}

/** Sessions and password links go with the person. */
export async function removePerson(sql: Sql, personId: string) {
  await sql`delete from people.persons where id = ${personId}`
}

/** False when the password has been changed since it was checked. */
export async function noteSignIn(sql: Sql, { id, passwordHash }: { id: string; passwordHash: string }, now: Date): Promise<boolean> {
  const noted = await sql`
    update people.persons set last_sign_in_at = ${now} where id = ${id} and password_hash = ${passwordHash} returning 1`
  return noted.length === 1
}

/** False when the password is no longer the one that `before` was made of. */
export async function setPassword(sql: Sql, personId: string, hash: string, before?: string): Promise<boolean> {
  const changed = await sql`
    update people.persons set password_hash = ${hash}
    where id = ${personId} ${before === undefined ? sql`` : sql`and password_hash = ${before}`} returning 1`
  return changed.length === 1
}
