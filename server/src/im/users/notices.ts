import type { EventContent, EventName, UserNotice } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'

/**
 * Tells users something that no conversation tells them: each gets it under the next number of their own, kept with the fact and said on
 * live connections after the commit. Locks the users: after apps and groups, before conversations.
 */
export async function tellUsers<N extends EventName>(
  { sql, app, now, day, afterCommit }: AppContext,
  hub: Hub,
  userIds: string[],
  event: N,
  content: EventContent<N>,
): Promise<void> {
  if (userIds.length === 0) return
  const told = await sql<{ userId: string; sequence: number }[]>`
    with present as (
      select user_id from im_users where app_id = ${app.sdkAppId} and user_id = any(${userIds}) order by user_id for no key update
    ), numbered as (
      update im_users set notice_sequence = notice_sequence + 1
      from present where app_id = ${app.sdkAppId} and im_users.user_id = present.user_id
      returning im_users.user_id, notice_sequence
    )
    insert into user_notices (app_id, user_id, sequence, at, day, event, content)
    select ${app.sdkAppId}, user_id, notice_sequence, ${now}, ${day}, ${event}, ${sql.json(content)} from numbered
    returning user_id, sequence`
  afterCommit(() => {
    for (const { userId, sequence: notice } of told) {
      const noticed = { userId, notice, at: now.toISOString(), event, content }
      hub.emit({ sdkAppId: app.sdkAppId, name: 'user.noticed', content: noticed })
    }
  })
}

export const userNoticeHandlers = {
  async 'userNotice.list'({ userId, after, limit }, { sql, app }) {
    const [notices, newest] = await Promise.all([
      sql<(Omit<UserNotice, 'at'> & { at: Date })[]>`
        select sequence as notice, at, event, content from user_notices
        where app_id = ${app.sdkAppId} and user_id = ${userId} and sequence > ${after} order by sequence limit ${limit}`,
      newestNotice(sql, app.sdkAppId, userId),
    ])
    return { notices: notices.map(({ at, ...notice }) => ({ ...notice, at: at.toISOString() })), newest }
  },
} satisfies Partial<Handlers>

export async function newestNotice(sql: Sql, sdkAppId: number, userId: string): Promise<number> {
  const [row] = await sql<{ noticeSequence: number }[]>`
    select notice_sequence from im_users where app_id = ${sdkAppId} and user_id = ${userId}`
  return row?.noticeSequence ?? 0
}
