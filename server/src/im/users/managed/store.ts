import type { ParsedInput } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

export interface Account {
  userId: string
  nick: string
  faceUrl: string
  createdAt: Date
}

type Page = Omit<ParsedInput<'appUser.list'>, 'sdkAppId'>

/** Sorts behind every UserID, and behind every text, that begins with what stands before it. */
const lastOfUserIds = '\u007f'
const lastOfTexts = '\u{10ffff}'

const columns = (sql: Sql) => sql`user_id, nick, face_url, created_at`

/** One row more than the page has, when there is more. Every page is a piece of an index, however many accounts there are. */
export function listAccounts(sql: Sql, sdkAppId: number, { by, search, after, limit }: Page): Promise<Account[]> {
  if (by === 'userId') {
    return sql<Account[]>`
      select ${columns(sql)} from im_users
      where app_id = ${sdkAppId} and user_id >= ${search} and user_id < ${search + lastOfUserIds} and user_id > ${after?.userId ?? ''}
      order by user_id limit ${limit + 1}`
  }
  return sql<Account[]>`
    select ${columns(sql)} from im_users
    where app_id = ${sdkAppId} and nick <> ''
      and lower(nick collate "C") >= lower(${search}::text collate "C")
      and lower(nick collate "C") < lower(${search}::text collate "C") || ${lastOfTexts}
      ${after ? sql`and (lower(nick collate "C"), user_id) > (lower(${after.nick}::text collate "C"), ${after.userId})` : sql``}
    order by lower(nick collate "C"), user_id limit ${limit + 1}`
}

export function findAccounts(sql: Sql, sdkAppId: number, userIds: string[]): Promise<Account[]> {
  return sql<Account[]>`
    select ${columns(sql)} from im_users where app_id = ${sdkAppId} and user_id = any(${userIds}) order by user_id`
}
