import type { Sql } from '../platform/database.ts'
import { tell } from '../records/notices.ts'
import { readableMoment } from './readable-moment.ts'
import type { Sweep } from './sweep.ts'

const portion = 100

/** Tells the account 30, 7 and 1 days before the data of a disabled or suspended app are lost (plans-and-billing.md 8 #33). */
export const warnBeforePurge: Sweep = {
  name: 'warn-before-purge',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`select min(${dueAt(sql)}) as due from apps where ${isRunningOut(sql)}`
    return row!.due
  },

  async run(sql, at, { timeZone }) {
    const apps = await sql<RunningOut[]>`
      update apps set warned_days = ${nextWarning(sql)}
      where id = any(array(
        select id from apps where ${isRunningOut(sql)} and ${dueAt(sql)} <= ${at} order by id limit ${portion} for no key update
      ))
      returning id, account_id, name, data_lost_at, suspended_at is not null as suspended, warned_days`
    for (const app of apps) await tell(sql, warningOf(app, at, timeZone))
    return apps.length
  },
}

interface RunningOut {
  id: number
  accountId: string
  name: string
  dataLostAt: Date
  suspended: boolean
  warnedDays: number
}

/** null after the last one: `dueAt` is then null too, which is never due. */
const nextWarning = (sql: Sql) => sql`case when warned_days is null then 30 when warned_days = 30 then 7 when warned_days = 7 then 1 end`
const dueAt = (sql: Sql) => sql`data_lost_at - interval '24 hours' * (${nextWarning(sql)})`
const isRunningOut = (sql: Sql) => sql`purged_at is null and deleted_at is null and data_lost_at is not null`

function warningOf(app: RunningOut, at: Date, timeZone: string) {
  const days = app.warnedDays === 1 ? '1 day' : `${app.warnedDays} days`
  const lost = readableMoment(app.dataLostAt, timeZone)
  const way = app.suspended
    ? 'It is suspended: paying what is owed brings it back.'
    : 'It is disabled: Enable app brings it back as it was.'
  return {
    accountId: app.accountId,
    appId: app.id,
    at,
    kind: `app.purgeIn${app.warnedDays}Day${app.warnedDays === 1 ? '' : 's'}`,
    cause: `purge-warning:${app.id}:${app.dataLostAt.toISOString()}:${app.warnedDays}`,
    title: `${app.name} is lost in ${days}`,
    text: `From ${lost} on, data and services of ${app.name} (SDKAppID ${app.id}) cannot be recovered. ${way}`,
  }
}
