import type { Sql } from '../../platform/database.ts'
import { sessionDays } from './cookie.ts'
import { type Person, personColumns } from './persons-store.ts'

const dayMs = 24 * 60 * 60 * 1000

function endAfter(now: Date): Date {
  return new Date(now.getTime() + sessionDays * dayMs)
}

/** `now` is technical time in this file: sessions run on while a manual clock stands. */
export async function addSession(sql: Sql, personId: string, tokenHash: Buffer, now: Date) {
  await forgetEnded(sql, now)
  await sql`
    insert into people.sessions (token_hash, person_id, created_at, expires_at)
    values (${tokenHash}, ${personId}, ${now}, ${endAfter(now)})`
}

/** The person of a session that still runs. Use prolongs it; once a day is enough. */
export async function useSession(sql: Sql, tokenHash: Buffer, now: Date): Promise<Person | null> {
  const [person] = await sql<(Person & { expiresAt: Date })[]>`
    select ${personColumns(sql)}, sessions.expires_at
    from people.sessions join people.persons on persons.id = sessions.person_id
    where token_hash = ${tokenHash} and expires_at > ${now}`
  if (!person) return null
  if (person.expiresAt.getTime() < endAfter(now).getTime() - dayMs) {
    await sql`update people.sessions set expires_at = ${endAfter(now)} where token_hash = ${tokenHash}`
  }
  return person
}

export async function removeSession(sql: Sql, tokenHash: Buffer) {
  await sql`delete from people.sessions where token_hash = ${tokenHash}`
}

/** Ends all sessions of a person, or all but one. */
export async function removeSessions(sql: Sql, personId: string, except?: Buffer) {
  await sql`delete from people.sessions where person_id = ${personId} ${except ? sql`and token_hash <> ${except}` : sql``}`
}

/** A sign-in clears away what has ended. Rows that another one is clearing away are left to it. */
async function forgetEnded(sql: Sql, now: Date) {
  await sql`
    delete from people.sessions where token_hash in
      (select token_hash from people.sessions where expires_at <= ${now} limit 100 for update skip locked)`
}
