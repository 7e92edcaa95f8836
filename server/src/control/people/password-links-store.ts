import type { Sql } from '../../platform/database.ts'
import { passwordLinkHours } from './links.ts'

/** A new link ends the one before. */
export async function setPasswordLink(sql: Sql, personId: string, tokenHash: Buffer, now: Date) {
  const expiresAt = new Date(now.getTime() + passwordLinkHours * 60 * 60 * 1000)
  await sql`
    insert into people.password_links (person_id, token_hash, expires_at) values (${personId}, ${tokenHash}, ${expiresAt})
    on conflict (person_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`
}

export async function findPasswordLink(sql: Sql, tokenHash: Buffer, now: Date): Promise<{ personId: string } | null> {
  const [link] = await sql<{ personId: string }[]>`
    select person_id from people.password_links where token_hash = ${tokenHash} and expires_at > ${now}`
  return link ?? null
}

/** Of two who use a link at once one gets true. */
export async function usePasswordLink(sql: Sql, tokenHash: Buffer): Promise<boolean> {
  const used = await sql`delete from people.password_links where token_hash = ${tokenHash} returning 1`
  return used.length === 1
}

export async function removePasswordLink(sql: Sql, personId: string) {
  await sql`delete from people.password_links where person_id = ${personId}`
}
