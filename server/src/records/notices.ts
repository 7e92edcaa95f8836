import type { Scope } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { withinScope } from '../road/seen-apps.ts'

export interface Told {
  accountId: string
  appId: number | null
  at: Date
  /** Such as `app.purgeIn30Days`. */
  kind: string
  /** Made from what caused it: what is told twice is stored once. */
  cause: string
  title: string
  text: string
  /** Who did it: they know already. */
  madeBy?: string | null
  /** For this person alone. */
  personId?: string
  /** Mail goes to the owner of the account; false: only the bell tells. */
  byMail?: boolean
}

export function tell(sql: Sql, told: Told) {
  return tellAll(sql, [told])
}

/** In one statement, in the order given. */
export async function tellAll(sql: Sql, all: Told[]) {
  if (all.length === 0) return
  const of = <K extends keyof Told>(name: K) => all.map((told) => told[name] ?? null)
  await sql`
    insert into notices (account_id, app_id, at, kind, cause, title, text, made_by, person_id, by_mail)
    select * from unnest(
      ${of('accountId')}::text[], ${of('appId')}::bigint[], ${of('at')}::timestamptz[], ${of('kind')}::text[], ${of('cause')}::text[],
      ${of('title')}::text[], ${of('text')}::text[], ${of('madeBy')}::text[], ${of('personId')}::text[],
      ${all.map(({ byMail = true }) => byMail)}::boolean[]
    )
    on conflict (cause) do nothing`
}

/** To whom a notice is shown: persons of the account, where it concerns an app only those who may see it. */
export interface Reader {
  personId: string
  accountId: string
  scope: Scope
}

export interface Notice {
  noticeId: number
  at: Date
  kind: string
  sdkAppId: number | null
  appName: string | null
  title: string
  text: string
  readAt: Date | null
}

/** Newest first. */
export async function listNotices(sql: Sql, reader: Reader, page: { unreadOnly: boolean; before?: number | undefined; limit: number }) {
  return sql<Notice[]>`
    select notices.id as notice_id, at, kind, app_id as sdk_app_id,
      (select name from apps where id = app_id) as app_name, title, text, read_at
    ${shownTo(sql, reader)}
      ${page.unreadOnly ? sql`and read_at is null` : sql``}
      ${page.before === undefined ? sql`` : sql`and notices.id < ${page.before}`}
    order by notices.id desc limit ${page.limit}`
}

export async function countUnread(sql: Sql, reader: Reader): Promise<number> {
  const [row] = await sql<{ count: number }[]>`select count(*) ${shownTo(sql, reader)} and read_at is null`
  return row!.count
}

export async function markRead(sql: Sql, reader: Reader, through: number, at: Date) {
  await sql`
    insert into notice_reads (person_id, notice_id, read_at)
    select ${reader.personId}, notices.id, ${at} ${shownTo(sql, reader)} and read_at is null and notices.id <= ${through}
    on conflict do nothing`
}

function shownTo(sql: Sql, { personId, accountId, scope }: Reader) {
  return sql`
    from notices left join notice_reads as reads on reads.notice_id = notices.id and reads.person_id = ${personId}
    where account_id = ${accountId} and made_by is distinct from ${personId} and coalesce(notices.person_id = ${personId}, true)
      and (${withinScope(sql, scope, sql`app_id`)} or notices.person_id = ${personId})`
}

/** Not yet mailed, oldest first. What is older than `since` is no news: mail was set up later. */
export function listToMail(sql: Sql, { since, attemptsMax, limit }: { since: Date; attemptsMax: number; limit: number }) {
  return sql<{ noticeId: number; accountId: string; title: string; text: string }[]>`
    select id as notice_id, account_id, title, text from notices
    where mailed_at is null and by_mail and mail_attempts < ${attemptsMax} and at >= ${since} order by id limit ${limit}`
}

/** `at` null: the attempt failed. Answers how many there were. */
export async function markMailed(sql: Sql, noticeId: number, at: Date | null): Promise<number> {
  const [row] = await sql<{ mailAttempts: number }[]>`
    update notices set mailed_at = ${at}, mail_attempts = mail_attempts + 1 where id = ${noticeId} returning mail_attempts`
  return row!.mailAttempts
}
