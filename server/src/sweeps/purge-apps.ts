import { nextEntry, type StatusFacts } from '@plenum/billing'
import { changeStatus } from '../control/apps/change-status.ts'
import { system } from '../records/audit.ts'
import { loadLedger } from '../records/ledger.ts'
import { tell } from '../records/notices.ts'
import { holdDays } from '../road/days.ts'
import { readableMoment } from './readable-moment.ts'
import type { Sweep } from './sweep.ts'

/** Sets the status when the 90 days are over; the rows go afterwards, in portions. One app at a time. */
export const purgeApps: Sweep = {
  name: 'purge-apps',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`
      select min(data_lost_at) as due from apps where purged_at is null and deleted_at is null and data_lost_at is not null`
    return row!.due
  },

  async run(sql, at, { timeZone, books }) {
    const closedThrough = await holdDays(sql)
    const [next] = await sql<{ id: number; accountId: string }[]>`
      select id, account_id from apps where purged_at is null and deleted_at is null and data_lost_at <= ${at} order by data_lost_at, id limit 1`
    if (!next) return 0
    await sql`select 1 from accounts where id = ${next.accountId} for no key update`
    const [app] = await sql<Doomed[]>`
      select id, account_id, name, data_lost_at, disabled_at, suspended_at, deleted_at, purged_at from apps
      where id = ${next.id} and purged_at is null and deleted_at is null and data_lost_at <= ${at} for update`
    if (!app) return 0
    const ledger = await loadLedger(sql, app.id)
    await changeStatus(sql, {
      app: { sdkAppId: app.id, accountId: app.accountId },
      before: app,
      after: { ...app, purgedAt: app.dataLostAt },
      entry: nextEntry('purged', ledger, { now: app.dataLostAt, timeZone, books, closedThrough }),
      actor: system,
      timeZone,
      note: '90 days are over',
    })
    await tell(sql, {
      accountId: app.accountId,
      appId: app.id,
      at,
      kind: 'app.purged',
      cause: `purged:${app.id}`,
      title: `${app.name} is purged`,
      text: `The 90 days were over on ${readableMoment(app.dataLostAt, timeZone)}. Data and services of ${app.name} (SDKAppID ${app.id}) are gone for good; ledger and bills stay.`,
    })
    return 1
  },
}

interface Doomed extends StatusFacts {
  id: number
  accountId: string
  name: string
  dataLostAt: Date
}
