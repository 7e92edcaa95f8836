import type { App, AppSettings } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export async function updateApp(sql: Sql, sdkAppId: number, { name, kind, introduction }: Pick<App, 'name' | 'kind' | 'introduction'>) {
  await sql`update apps set name = ${name}, kind = ${kind}, introduction = ${introduction} where id = ${sdkAppId}`
}

export async function storeSettings(sql: Sql, sdkAppId: number, settings: AppSettings): Promise<void> {
  await sql`update apps set settings = ${sql.json(settings)} where id = ${sdkAppId}`
}
