import type { Sql } from '../../../platform/database.ts'
import type { Written } from './write-file.ts'

export interface MessageFile extends Written {
  /** null: nothing was said. */
  name: string | null
  writtenAt: Date
}

interface Key {
  sdkAppId: number
  kind: 'direct' | 'group'
  from: Date
}

export async function findFile(sql: Sql, { sdkAppId, kind, from }: Key): Promise<MessageFile | null> {
  const [file] = await sql<MessageFile[]>`
    select name, bytes, md5, gzip_bytes, gzip_md5, written_at from message_files
    where app_id = ${sdkAppId} and kind = ${kind} and hour_at = ${from}`
  return file ?? null
}

export async function saveFile(sql: Sql, { sdkAppId, kind, from }: Key, file: MessageFile): Promise<void> {
  const row = { appId: sdkAppId, kind, hourAt: from, ...file }
  await sql`
    insert into message_files ${sql.values(row)} on conflict (app_id, kind, hour_at) do update set
      name = excluded.name, bytes = excluded.bytes, md5 = excluded.md5, gzip_bytes = excluded.gzip_bytes, gzip_md5 = excluded.gzip_md5,
      written_at = excluded.written_at`
}

/** Files older than seven days, and those of ended apps. */
export async function findNextToRemove(sql: Sql): Promise<Date | null> {
  const [row] = await sql<{ due: Date | null }[]>`
    select least(
      (select min(hour_at) + interval '168 hours' from message_files),
      (select min(least(deleted_at, purged_at)) from apps join message_files on app_id = id where deleted_at is not null or purged_at is not null)
    ) as due`
  return row!.due
}

/** Returns what they are called. */
export async function removeRows(sql: Sql, at: Date, portion: number): Promise<(string | null)[]> {
  const rows = await sql<{ name: string | null }[]>`
    with doomed as (
      select app_id, message_files.kind, hour_at from message_files join apps on id = app_id
      where hour_at <= ${at}::timestamptz - interval '168 hours' or deleted_at is not null or purged_at is not null
      order by hour_at limit ${portion}
    )
    delete from message_files using doomed
    where message_files.app_id = doomed.app_id and message_files.kind = doomed.kind and message_files.hour_at = doomed.hour_at
    returning name`
  return rows.map(({ name }) => name)
}
