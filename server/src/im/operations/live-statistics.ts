import { addDays, startOfDay } from '@plenum/billing'
import type { Output } from '@plenum/contract'
import { type Activity, slotMinutes } from '../../road/activity.ts'
import { listSlots } from '../../road/activity-store.ts'
import type { Handlers } from '../../road/context.ts'

type Series = Output<'statistics.live'>['series']

export interface LiveParts {
  activity: Pick<Activity, 'bringUpToDate'>
  /** Users connected to this process. */
  countOnline(sdkAppId: number): number
}

/** The course of the present day. */
export const liveHandlers = ({ activity, countOnline }: LiveParts) =>
  ({
    async 'statistics.live'({ sdkAppId }, { sql, now, day, installation: { timeZone } }) {
      await activity.bringUpToDate(sdkAppId)
      const series: Series = []
      for (const { kind, part, ...slot } of await listSlots(sql, sdkAppId, day)) {
        const last = series.at(-1)
        if (last?.kind === kind && last.part === part) last.slots.push(slot)
        else series.push({ kind, part, slots: [slot] })
      }
      return {
        day,
        startsAt: startOfDay(day, timeZone).toISOString(),
        endsAt: startOfDay(addDays(day, 1), timeZone).toISOString(),
        now: now.toISOString(),
        slotMinutes,
        usersOnline: countOnline(sdkAppId),
        directMessages: succeededOf(series, 'direct'),
        groupMessages: succeededOf(series, 'group'),
        avGroupMessages: succeededOf(series, 'avGroup'),
        series,
      }
    },
  }) satisfies Partial<Handlers>

function succeededOf(series: Series, kind: Series[number]['kind']): number {
  return series.flatMap((one) => (one.kind === kind ? one.slots : [])).reduce((sum, { succeeded }) => sum + succeeded, 0)
}
