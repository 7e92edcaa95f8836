import type { App, AppSettings } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export async function updateApp(sql: Sql, sdkAppId: number, { name, kind, introduction }: Pick<App, 'name' | 'kind' | 'introduction'>) {
  await sql`update apps set name = ${name}, kind = ${kind}, introduction = ${introduction} where id = ${sdkAppId}`
}

/** null takes a rate away: the documented one holds again. Returns what is set afterwards. */
export async function setRates(sql: Sql, sdkAppId: number, rates: Record<string, number | null>): Promise<Record<string, number>> {
  const [row] = await sql<{ rates: Record<string, number> }[]>`
    update apps set rates = jsonb_strip_nulls(rates || ${sql.json(rates)}) where id = ${sdkAppId} returning rates`
  return row!.rates
}

export async function storeSettings(sql: Sql, sdkAppId: number, settings: AppSettings): Promise<void> {
  await sql`update apps set settings = ${sql.json(settings)} where id = ${sdkAppId}`
}
