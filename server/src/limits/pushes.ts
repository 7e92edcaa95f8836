import type { Sql } from '../platform/database.ts'

/** After the app. Whoever pushes on the same day waits until the transaction ends. Returns how many pushes there were. */
export async function lockPushesOfDay(sql: Sql, sdkAppId: number, day: string): Promise<number> {
  const [row] = await sql<{ pushes: number }[]>`
    insert into push_days (app_id, day, pushes) values (${sdkAppId}, ${day}, 0)
    on conflict (app_id, day) do update set pushes = push_days.pushes returning pushes`
  return row!.pushes
}

export async function countPush(sql: Sql, sdkAppId: number, day: string): Promise<void> {
  await sql`update push_days set pushes = pushes + 1 where app_id = ${sdkAppId} and day = ${day}`
}
