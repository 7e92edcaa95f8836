import type { Fragment, Sql } from '../../platform/database.ts'

export type Rates = Record<string, number>
export type WantedRates = Record<string, number | null>

export async function getRates(sql: Sql, sdkAppId: number): Promise<Rates> {
  const [row] = await sql<{ rates: Rates }[]>`select rates from apps where id = ${sdkAppId}`
  return row!.rates
}

/** null takes a rate away: what is set for all apps, or the documented one, holds again. Returns what is set afterwards. */
export async function setRates(sql: Sql, sdkAppId: number, rates: WantedRates): Promise<Rates> {
  const [row] = await sql<{ rates: Rates }[]>`
    update apps set rates = jsonb_strip_nulls(rates || ${sql.json(rates)}) where id = ${sdkAppId} returning rates`
  return row!.rates
}

export async function getDefaultRates(sql: Sql): Promise<Rates> {
  const [row] = await sql<{ rates: Rates }[]>`select rates from installation`
  return row!.rates
}

/** Of an app in `apps`: how many groups a day it may grow by, where the operator has set it; null: as the plan says. */
export const groupsPerDaySet = (sql: Sql): Fragment => sql`
  coalesce((apps.rates ->> 'groupsPerDay')::int, (select (installation.rates ->> 'groupsPerDay')::int from installation))`

export async function setDefaultRates(sql: Sql, rates: WantedRates): Promise<Rates> {
  const [row] = await sql<{ rates: Rates }[]>`
    update installation set rates = jsonb_strip_nulls(rates || ${sql.json(rates)}) returning rates`
  return row!.rates
}

/** Whoever changes rates of all apps waits for apps that are being created, and these for it: no process remembers a new one with old rates. */
export async function holdDefaultRates(sql: Sql, how: 'change' | 'createApp'): Promise<void> {
  if (how === 'change') await sql`select pg_advisory_xact_lock(hashtext('default rates'))`
  else await sql`select pg_advisory_xact_lock_shared(hashtext('default rates'))`
}

/** Every process that remembers any app loads it anew at its next request. Messages under way go on: they wait for nobody's rates. */
export async function raiseAllRevisions(sql: Sql): Promise<void> {
  await sql`
    update apps set revision = revision + 1
    where id in (select id from apps where deleted_at is null and purged_at is null order by id for no key update)`
}
