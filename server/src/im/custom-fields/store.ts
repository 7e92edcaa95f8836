import type { CustomFieldLevel, CustomField as ShownCustomField } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface CustomField extends Omit<ShownCustomField, 'declaredAt'> {
  declaredAt: Date
}

/** What the app has declared, in the order of declaration. Keys stand without the prefix of the public dialect. */
export async function listCustomFields(sql: Sql, sdkAppId: number, level?: CustomFieldLevel): Promise<CustomField[]> {
  return sql<CustomField[]>`
    select level, key, readable_by, writable_by, declared_at from custom_fields
    where app_id = ${sdkAppId} ${level ? sql`and level = ${level}` : sql``} order by declared_at, level, key`
}

export async function addCustomField(sql: Sql, sdkAppId: number, { level, key, readableBy, writableBy, declaredAt }: CustomField) {
  await sql`
    insert into custom_fields (app_id, level, key, readable_by, writable_by, declared_at)
    values (${sdkAppId}, ${level}, ${key}, ${readableBy}, ${writableBy}, ${declaredAt})`
}

export async function setCustomFieldRights(
  sql: Sql,
  sdkAppId: number,
  { level, key, readableBy, writableBy }: Omit<CustomField, 'declaredAt'>,
) {
  await sql`
    update custom_fields set readable_by = ${readableBy}, writable_by = ${writableBy}
    where app_id = ${sdkAppId} and level = ${level} and key = ${key}`
}
