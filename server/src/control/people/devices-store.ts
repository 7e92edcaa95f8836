import type { Sql } from '../../platform/database.ts'
import { deviceDays } from './cookie.ts'

const devicesMax = 10

/** `now` is technical time in this file. */
function oldest(now: Date): Date {
  return new Date(now.getTime() - deviceDays * 24 * 60 * 60 * 1000)
}

/** The one of these devices in which the person with this address has signed in. */
export async function findDevice(sql: Sql, email: string, tokenHashes: Buffer[], now: Date): Promise<Buffer | null> {
  const [device] = await sql<{ tokenHash: Buffer }[]>`
    select token_hash from people.devices join people.persons on persons.id = person_id
    where email = ${email} and token_hash = any(${tokenHashes}::bytea[]) and last_used_at > ${oldest(now)} limit 1`
  return device?.tokenHash ?? null
}

/** True when it was known already. */
export async function noteDevice(sql: Sql, personId: string, tokenHashes: Buffer[], now: Date): Promise<boolean> {
  const noted = await sql`
    update people.devices set last_used_at = ${now}
    where person_id = ${personId} and token_hash = any(${tokenHashes}::bytea[]) and last_used_at > ${oldest(now)} returning 1`
  return noted.length > 0
}

export async function hasDevices(sql: Sql, personId: string): Promise<boolean> {
  const [found] = await sql<{ has: boolean }[]>`select exists (select from people.devices where person_id = ${personId}) as has`
  return found!.has
}

/** Of a person the devices used last are kept. */
export async function addDevice(sql: Sql, personId: string, tokenHash: Buffer, now: Date) {
  await sql`insert into people.devices (person_id, token_hash, last_used_at) values (${personId}, ${tokenHash}, ${now})`
  await sql`
    delete from people.devices where person_id = ${personId} and token_hash not in
      (select token_hash from people.devices where person_id = ${personId} order by last_used_at desc, token_hash limit ${devicesMax})`
}

/** Forgets all devices of a person, or all but these. */
export async function removeDevices(sql: Sql, personId: string, except: Buffer[] = []) {
  await sql`delete from people.devices where person_id = ${personId} and token_hash <> all(${except}::bytea[])`
}
