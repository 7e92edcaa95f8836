import type { EventContent, EventName, UserNotice } from '@plenum/contract'
import type { Fragment, Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'

/**
 * Tells users something that no conversation tells them: each gets it under the next number of their own, kept with the fact and said on
 * live connections after the commit. Locks the users: after apps and groups, before conversations.
 */
export async function tellUsers<N extends EventName>(
  context: AppContext,
  hub: Hub,
  userIds: string[],
  event: N,
  content: EventContent<N>,
): Promise<void> {
  const { sql } = context
  await tell(
    context,
    hub,
    event,
    sql`select user_id, ${sql.json(content)}::jsonb as content from unnest(${[...new Set(userIds)]}::text[]) as user_id`,
    userIds,
  )
}

/** The same, where each is told something else. Everybody once. */
export async function tellEach<N extends EventName>(
  context: AppContext,
  hub: Hub,
  event: N,
  told: { userId: string; content: EventContent<N> }[],
): Promise<void> {
  const { sql } = context
  const userIds = told.map(({ userId }) => userId)
  const rows = sql.json(told as never)
  await tell(
    context,
    hub,
    event,
    sql`select "userId" as user_id, content from jsonb_to_recordset(${rows}::jsonb) as told ("userId" text, content jsonb)`,
    userIds,
  )
}

async function tell(context: AppContext, hub: Hub, event: EventName, told: Fragment, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return
  const { sql, app, now, day } = context
  const notices = await sql<Notice[]>`
    with present as (
      select user_id from im_users where app_id = ${app.sdkAppId} and user_id = any(${userIds}) order by user_id for no key update
    ), numbered as (
      update im_users set notice_sequence = notice_sequence + 1
      from present where app_id = ${app.sdkAppId} and im_users.user_id = present.user_id
      returning im_users.user_id, notice_sequence
    )
    insert into user_notices (app_id, user_id, sequence, at, day, event, content)
    select ${app.sdkAppId}, user_id, notice_sequence, ${now}, ${day}, ${event}, content
    from numbered join (${told}) as told using (user_id)
    returning user_id, sequence as notice, content`
  context.afterCommit(() => sayNotices(context, hub, event, notices))
}

export interface Notice {
  userId: string
  notice: number
  content: object
}

/** After the commit of what wrote them. */
export function sayNotices({ app, now }: Pick<AppContext, 'app' | 'now'>, hub: Hub, event: EventName, notices: Notice[]): void {
  for (const { userId, notice, content } of notices) {
    const noticed = { userId, notice, at: now.toISOString(), event, content: content as Record<string, unknown> }
    hub.emit({ sdkAppId: app.sdkAppId, name: 'user.noticed', content: noticed })
  }
}

/** In a command of one statement nothing comes after the commit but what the handler itself does. */
export function atOnce(context: AppContext): AppContext {
  return { ...context, afterCommit: (task) => void task() }
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
