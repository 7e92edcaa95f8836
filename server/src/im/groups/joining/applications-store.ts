import { type Application, applicationsKept } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { type AppContext, StaleRevision } from '../../../road/context.ts'

/** Who waits for one answer at once: the newest of an applicant are kept. */
export const waitingMax = applicationsKept

interface ApplicationRow extends Omit<Application, 'at' | 'answeredAt' | 'kind'> {
  at: Date
  answeredAt: Date | null
}

const applicationColumns = (sql: Sql) => sql`
  application.id as application_id, application.group_id, groups.name as group_name, groups.face_url as group_face_url,
  application.user_id, application.applicant_id, applicant.nick as applicant_nick, applicant.face_url as applicant_face_url,
  message, at, answer, answered_by, answered_at, answer_message`

/** Each is looked up by its key. */
const withNames = (sql: Sql, sdkAppId: number) => sql`
  cross join lateral (select name, face_url from groups where app_id = ${sdkAppId} and id = application.group_id limit 1) as groups
  cross join lateral (
    select nick, face_url from im_users where app_id = ${sdkAppId} and user_id = application.applicant_id limit 1
  ) as applicant`

/**
 * While the option of the group asks for permission. Who waits already waits with the newer words; who is a member, or is not there, is
 * passed over. The group stays as it is until all are written. null: there is nobody to ask.
 */
export async function makeApplications(
  { sql, app, now }: AppContext,
  groupId: string,
  applicantId: string,
  { kind, userIds, message }: { kind: 'join' | 'invite'; userIds: string[]; message: string },
): Promise<Application[] | null> {
  const option = kind === 'join' ? sql`apply_join_option` : sql`invite_join_option`
  const rows = await sql<({ isOpen: boolean } & (ApplicationRow | { applicationId: null }))[]>`
    with present_app as materialized (
      select id from apps where id = ${app.sdkAppId} and revision = ${app.revision} for key share
    ), place as materialized (
      select id from groups
      where app_id = (select id from present_app) and id = ${groupId} and ${option} = 'NeedPermission' and type <> 'AVChatRoom'
      for share
    ), made as (
      insert into group_applications (app_id, group_id, user_id, applicant_id, message, at)
      select ${app.sdkAppId}::bigint, place.id, user_id, ${applicantId}, ${message}, ${now}::timestamptz
      from place cross join im_users
      where app_id = ${app.sdkAppId} and user_id = any(${userIds})
        and not exists (
          select from group_members
          where group_members.app_id = ${app.sdkAppId} and group_id = ${groupId} and group_members.user_id = im_users.user_id
        )
      on conflict (app_id, group_id, user_id) where answer is null do update set
        applicant_id = excluded.applicant_id, message = excluded.message, at = excluded.at
      returning *
    )
    select exists (select from place) as is_open, listed.*
    from present_app left join lateral (
      select ${applicationColumns(sql)} from made as application ${withNames(sql, app.sdkAppId)} order by application.user_id
    ) as listed on true`
  if (rows.length === 0) throw new StaleRevision()
  if (!rows[0]!.isOpen) return null
  await sql`
    delete from group_applications where app_id = ${app.sdkAppId} and id = any(array(
      select id from group_applications where app_id = ${app.sdkAppId} and applicant_id = ${applicantId} order by id desc offset ${applicationsKept}
    ))`
  return rows.flatMap(({ isOpen: _, ...row }) => (row.applicationId === null ? [] : [asApplication(row as ApplicationRow)]))
}

interface Page {
  before?: number | undefined
  limit: number
}

/** Those the user made, and those of the groups whose owner or admin the user is; the newest first. */
export async function listApplications(sql: Sql, sdkAppId: number, userId: string, { before, limit }: Page): Promise<Application[]> {
  const page = sql`${before === undefined ? sql`` : sql`and id < ${before}`} order by id desc limit ${limit}`
  const rows = await sql<ApplicationRow[]>`
    select ${applicationColumns(sql)}
    from (
      (select * from group_applications where app_id = ${sdkAppId} and applicant_id = ${userId} ${page})
      union
      select of_group.* from group_members
      cross join lateral (
        select * from group_applications where app_id = ${sdkAppId} and group_id = group_members.group_id ${page}
      ) as of_group
      where group_members.app_id = ${sdkAppId} and group_members.user_id = ${userId} and role in ('Owner', 'Admin')
    ) as application ${withNames(sql, sdkAppId)}
    order by application.id desc limit ${limit}`
  return rows.map(asApplication)
}

/** null: there is none, or it is not kept any more. */
export async function findApplication(sql: Sql, sdkAppId: number, applicationId: number): Promise<Application | null> {
  const [row] = await sql<ApplicationRow[]>`
    select ${applicationColumns(sql)} from group_applications as application ${withNames(sql, sdkAppId)}
    where application.app_id = ${sdkAppId} and application.id = ${applicationId}`
  return row ? asApplication(row) : null
}

interface Answer {
  answer: 'agreed' | 'refused'
  answeredBy: string
  answerMessage: string
  now: Date
}

/** Under the lock of its group. */
export async function answerApplication(
  sql: Sql,
  sdkAppId: number,
  applicationId: number,
  { answer, answeredBy, answerMessage, now }: Answer,
): Promise<void> {
  await sql`
    update group_applications set answer = ${answer}, answered_by = ${answeredBy}, answer_message = ${answerMessage}, answered_at = ${now}
    where app_id = ${sdkAppId} and id = ${applicationId}`
}

function asApplication({ at, answeredAt, ...row }: ApplicationRow): Application {
  return {
    ...row,
    kind: row.userId === row.applicantId ? 'join' : 'invite',
    at: at.toISOString(),
    answeredAt: answeredAt?.toISOString() ?? null,
  }
}
