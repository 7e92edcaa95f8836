import type { CallbackName } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'

export interface Settings {
  url: string
  commands: CallbackName[]
  refusesUnanswered: boolean
  retries: boolean
  token: string | null
  secret: string | null
  previousToken: string | null
  previousSecret: string | null
  previousUntil: Date | null
  certificate: string | null
  certificateKey: string | null
  pausedAt: Date | null
  pausedUntil: Date | null
  pauseReason: string | null
  dropped: number
  droppedAt: Date | null
}

export async function findSettings(sql: Sql, sdkAppId: number): Promise<Settings | null> {
  const [row] = await sql<Settings[]>`
    select
      url, commands, refuses_unanswered, retries, token, secret, previous_token, previous_secret, previous_until, certificate, certificate_key,
      paused_at, paused_until, pause_reason, dropped, dropped_at
    from app_callbacks where app_id = ${sdkAppId}`
  return row ?? null
}

/** Which "after" callbacks these apps want, and how; apps without callbacks are not among them. */
export async function findTelling(sql: Sql, sdkAppIds: number[]): Promise<Map<number, Pick<Settings, 'commands' | 'retries'>>> {
  const rows = await sql<({ appId: number } & Pick<Settings, 'commands' | 'retries'>)[]>`
    select app_id, commands, retries from app_callbacks where app_id = any(${sdkAppIds}::bigint[])`
  return new Map(rows.map(({ appId, ...telling }) => [appId, telling]))
}

export async function storeSettings(
  sql: Sql,
  sdkAppId: number,
  { url, commands, refusesUnanswered, retries }: Pick<Settings, 'url' | 'commands' | 'refusesUnanswered' | 'retries'>,
) {
  await sql`
    insert into app_callbacks (app_id, url, commands, refuses_unanswered, retries)
    values (${sdkAppId}, ${url}, ${commands}, ${refusesUnanswered}, ${retries})
    on conflict (app_id) do update set
      url = excluded.url, commands = excluded.commands, refuses_unanswered = excluded.refuses_unanswered, retries = excluded.retries`
}

export async function removeSettings(sql: Sql, sdkAppId: number) {
  await sql`delete from app_callbacks where app_id = ${sdkAppId}`
}

/** `previousUntil` null: the one before holds no more. */
export async function setToken(
  sql: Sql,
  sdkAppId: number,
  { token, secret }: { token: string | null; secret: string | null },
  previousUntil: Date | null,
) {
  await sql`
    update app_callbacks set
      previous_token = case when ${previousUntil}::timestamptz is null then null else token end,
      previous_secret = case when ${previousUntil}::timestamptz is null then null else secret end,
      previous_until = case when token is null then null else ${previousUntil}::timestamptz end,
      token = ${token}, secret = ${secret}
    where app_id = ${sdkAppId}`
}

export async function setCertificate(sql: Sql, sdkAppId: number, { certificate, key }: { certificate: string; key: string }) {
  await sql`update app_callbacks set certificate = ${certificate}, certificate_key = ${key} where app_id = ${sdkAppId}`
}

export async function notePause(sql: Sql, sdkAppId: number, { at, until, reason }: { at: Date; until: Date; reason: string }) {
  await sql`update app_callbacks set paused_at = ${at}, paused_until = ${until}, pause_reason = ${reason} where app_id = ${sdkAppId}`
}

export async function noteDropped(sql: Sql, sdkAppId: number, count: number, at: Date) {
  await sql`update app_callbacks set dropped = dropped + ${count}, dropped_at = ${at} where app_id = ${sdkAppId}`
}

/** Whom to tell of the app. */
export async function findOwned(sql: Sql, sdkAppId: number): Promise<{ accountId: string; name: string } | null> {
  const [app] = await sql<{ accountId: string; name: string }[]>`select account_id, name from apps where id = ${sdkAppId}`
  return app ?? null
}
