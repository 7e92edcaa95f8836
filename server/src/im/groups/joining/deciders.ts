import type { AppContext } from '../../../road/context.ts'

/** Owner and admins of a group are few; of more than this nobody else is told. */
const decidersMax = 500

/** Who may answer applications to a group (permissions.ts), and is told of them. */
export async function deciders({ sql, app }: Pick<AppContext, 'sql' | 'app'>, groupId: string): Promise<string[]> {
  const rows = await sql<{ userId: string }[]>`
    select user_id from group_members
    where app_id = ${app.sdkAppId} and group_id = ${groupId} and role in ('Owner', 'Admin') order by user_id limit ${decidersMax}`
  return rows.map(({ userId }) => userId)
}
