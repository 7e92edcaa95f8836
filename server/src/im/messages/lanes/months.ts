import type { Sql } from '../../../platform/database.ts'

/** Messages are kept in parts, one for each calendar month (UTC): `2022-11-01`. */
export function partOf(at: Date): string {
  return `${at.toISOString().slice(0, 7)}-01`
}

export function partAfter(part: string): string {
  const at = new Date(`${part}T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + 1)
  return partOf(at)
}

/** May be repeated and run beside itself. */
export async function makeParts(sql: Sql, parts: string[]): Promise<void> {
  await sql`select make_message_month(part) from unnest(${[...new Set(parts)].sort()}::date[]) as part`
}

/** The present month and the one after it, before the first message comes. */
export function makePresentParts(sql: Sql, now: Date): Promise<void> {
  const present = partOf(now)
  return makeParts(sql, [present, partAfter(present)])
}
