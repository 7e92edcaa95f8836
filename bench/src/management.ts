import type { Input } from '@plenum/contract'
import { openDatabase, type Sql } from '../../server/src/platform/database.ts'
import { type RunningPlenum, withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import type { Figure } from './table.ts'

const users = 1_000_000
const groups = 100_000
const calls = 300
const warmUp = 30
const aimMs = 150

/** Pages of Account Management and Group Management, the first ones and deep ones, by id and by name. */
export function managementFigure(): Promise<Figure> {
  return withPlenum(async (plenum) => {
    const { sdkAppId } = await plenum.operator.call('app.create', { name: 'Many' })
    const sql = openDatabase(await plenum.databaseUrl(), { pool: 1 })
    await seed(sql, sdkAppId)
    await sql.end()
    const rows = []
    for (const [what, call] of Object.entries(pages(plenum, sdkAppId))) {
      const times: number[] = []
      for (let number = -warmUp; number < calls; number++) {
        const startedAt = performance.now()
        const found = await call(Math.abs(number))
        if (number >= 0) times.push(performance.now() - startedAt)
        if (found === 0) throw new Error(`${what} found nothing`)
      }
      const p99 = quantile(times, 0.99)
      const value = `p50 ${quantile(times, 0.5).toFixed(1)}  p99 ${p99.toFixed(1)} ms`
      rows.push({ what, value, aim: `p99 < ${aimMs} ms`, reached: p99 < aimMs })
    }
    const volume = `${users.toLocaleString('en')} accounts and ${groups.toLocaleString('en')} groups`
    return { title: 'A page of 20 in the console', how: `${calls} calls each, one after the other through /api, app with ${volume}`, rows }
  })
}

function pages({ operator }: RunningPlenum, sdkAppId: number): Record<string, (number: number) => Promise<number>> {
  const accounts = async (page: Omit<Input<'appUser.list'>, 'sdkAppId'>) =>
    (await operator.call('appUser.list', { sdkAppId, ...page })).users.length
  const list = async (page: Omit<Input<'appGroup.list'>, 'sdkAppId'>) =>
    (await operator.call('appGroup.list', { sdkAppId, ...page })).groups.length
  // A prime steps all over them.
  const anywhere = (number: number, of: number) => 1 + ((number * 7_919) % (of - 100))
  return {
    'accounts, anywhere': (number) => accounts({ after: { userId: `user_${anywhere(number, 900_000)}`, nick: '' } }),
    'accounts by the beginning of an id': (number) => accounts({ search: `user_${1 + (number % 900)}` }),
    'accounts by the beginning of a nickname': (number) => accounts({ by: 'nick', search: `nick ${(number % 16).toString(16)}` }),
    'accounts of one nickname, deep': (number) =>
      accounts({ by: 'nick', search: 'n', after: { userId: '', nick: `nick ${((number % 240) + 1).toString(16)}` } }),
    'groups, anywhere': (number) => list({ after: { groupId: `group_${anywhere(number, groups)}`, name: '' } }),
    'groups by the beginning of an id': (number) => list({ search: `group_${1 + (number % 900)}` }),
    'groups by the beginning of a name': (number) => list({ by: 'name', search: `GROUP ${1 + (number % 90)}` }),
  }
}

/** Straight into the tables; nicknames are spread, and one in a hundred is the same. */
async function seed(sql: Sql, sdkAppId: number): Promise<void> {
  await sql`set statement_timeout = 0`
  await sql`set session_replication_role = replica`
  await sql`
    insert into im_users (app_id, user_id, nick, created_at, created_day)
    select ${sdkAppId}, 'user_' || n, case when n % 100 = 0 then 'Nobody' else 'Nick ' || md5(n::text) end, created_at, created_day
    from apps cross join generate_series(1, ${users}::int) as n where apps.id = ${sdkAppId}`
  await sql`
    insert into groups (app_id, id, type, name, created_at, created_day, info_changed_at, member_max, apply_join_option, invite_join_option)
    select ${sdkAppId}, 'group_' || n, 'Public', 'Group ' || n, created_at, created_day, created_at, 20, 'FreeAccess', 'DisableInvite'
    from apps cross join generate_series(1, ${groups}::int) as n where apps.id = ${sdkAppId}`
  await sql`update apps set user_count = ${users + 1}, group_count = ${groups} where id = ${sdkAppId}`
  await sql`vacuum analyze im_users, groups`
}
