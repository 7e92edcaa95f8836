import type { CustomFieldLevel, RightsInType, CustomField as ShownCustomField } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

type Kept<Field> = Field extends { declaredAt: string } ? Omit<Field, 'declaredAt'> & { declaredAt: Date } : never
export type CustomField = Kept<ShownCustomField>
/** Of groups and members: for groups of some types. */
export type GroupCustomField = Extract<CustomField, { groupTypes: unknown }>
/** Of users and friends. */
export type UserCustomField = Exclude<CustomField, GroupCustomField>
export type Named = Pick<CustomField, 'level' | 'key'>

interface Row extends Named {
  declaredAt: Date
  readableBy: string | null
  writableBy: string | null
  groupTypes: RightsInType[] | null
}

/** What the app has declared, in the order of declaration. Keys stand without the prefix of the public dialect. */
export async function listCustomFields(sql: Sql, sdkAppId: number, level?: CustomFieldLevel): Promise<CustomField[]> {
  const rows = await sql<Row[]>`
    select level, key, declared_at, readable_by, writable_by, group_types from custom_fields as fields
    left join lateral (
      select json_agg(json_build_object(
        'type', group_type, 'readableBy', types.readable_by, 'writableBy', types.writable_by, 'selfReads', self_reads, 'selfWrites', self_writes
      ) order by array_position(array['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'], group_type)) as group_types
      from custom_field_types as types where (types.app_id, types.level, types.key) = (fields.app_id, fields.level, fields.key)
    ) as of_types on true
    where app_id = ${sdkAppId} ${level ? sql`and level = ${level}` : sql``} order by declared_at, level, key`
  return rows.map(({ readableBy, writableBy, groupTypes, ...named }) =>
    groupTypes === null ? ({ ...named, readableBy, writableBy } as UserCustomField) : ({ ...named, groupTypes } as GroupCustomField),
  )
}

export const listUserFields = (sql: Sql, sdkAppId: number, level: 'user' | 'friend') =>
  listCustomFields(sql, sdkAppId, level) as Promise<UserCustomField[]>

export const listGroupFields = (sql: Sql, sdkAppId: number, level: 'group' | 'member') =>
  listCustomFields(sql, sdkAppId, level) as Promise<GroupCustomField[]>

export async function addCustomField(sql: Sql, sdkAppId: number, { level, key, declaredAt, ...of }: CustomField) {
  const { readableBy, writableBy } = 'groupTypes' in of ? { readableBy: null, writableBy: null } : of
  await sql`
    insert into custom_fields (app_id, level, key, readable_by, writable_by, declared_at)
    values (${sdkAppId}, ${level}, ${key}, ${readableBy}, ${writableBy}, ${declaredAt})`
  if ('groupTypes' in of) await setRightsInTypes(sql, sdkAppId, { level, key }, of.groupTypes)
}

export async function setRights(sql: Sql, sdkAppId: number, { level, key, readableBy, writableBy }: UserCustomField) {
  await sql`
    update custom_fields set readable_by = ${readableBy}, writable_by = ${writableBy}
    where app_id = ${sdkAppId} and level = ${level} and key = ${key}`
}

/** Types that are not named stay as they are. */
export async function setRightsInTypes(sql: Sql, sdkAppId: number, { level, key }: Named, types: RightsInType[]) {
  await sql`
    insert into custom_field_types (app_id, level, key, group_type, readable_by, writable_by, self_reads, self_writes)
    select ${sdkAppId}, ${level}, ${key}, type, "readableBy", "writableBy", "selfReads", "selfWrites"
    from jsonb_to_recordset(${sql.json(types)}::jsonb)
      as wanted (type text, "readableBy" text, "writableBy" text, "selfReads" boolean, "selfWrites" boolean)
    on conflict (app_id, level, key, group_type) do update set
      readable_by = excluded.readable_by, writable_by = excluded.writable_by, self_reads = excluded.self_reads, self_writes = excluded.self_writes`
}
