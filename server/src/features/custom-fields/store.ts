import type { Sql } from '../../platform/database.ts'

export type CustomFieldLevel = 'user' | 'friend' | 'group' | 'member'

export interface CustomField {
  level: CustomFieldLevel
  /** Without the prefix of the public dialect. */
  key: string
}

/** What the app has declared, in the order of declaration. */
export async function listCustomFields(sql: Sql, sdkAppId: number, level?: CustomFieldLevel): Promise<CustomField[]> {
  return sql<CustomField[]>`
    select level, key from custom_fields where app_id = ${sdkAppId} ${level ? sql`and level = ${level}` : sql``} order by declared_at, key`
}
