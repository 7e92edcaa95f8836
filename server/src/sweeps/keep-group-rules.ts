import { addDays, billingDay } from '@plenum/billing'
import { NotIdle, type Reclaiming } from '../im/groups/reclaiming/reclaiming.ts'
import { listGroupsIfIdle, listGroupsWithAway, noteSeen, type Wanted } from '../im/groups/reclaiming/store.ts'
import type { Presence } from '../im/live/presence.ts'
import { write } from '../outbox/store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Sql } from '../platform/database.ts'
import type { Companion, Companions } from '../road/companions.ts'
import type { AppContext, Installation } from '../road/context.ts'
import type { InApp } from '../road/in-app.ts'
import { movePass, nextPass, type Pass } from './group-rule-passes.ts'
import type { Sweep } from './sweep.ts'

const groupsLookedAt = 500
const groupsEnded = 50
const membersRemoved = 500
const usersNoted = 5_000
const dayMs = 24 * 60 * 60 * 1000

interface Parts {
  clock: Pick<Clock, 'now'>
  installation: Pick<Installation, 'timeZone'>
  inApp: InApp
  reclaiming: Reclaiming
  presence: Pick<Presence, 'userIdsIn'>
  /** What goes along with the same done by the app's server. */
  companions: Companions
}

/**
 * What the operator has set for the groups of an app: once a day a pass through them. Each removal and each end is a transaction of its own,
 * judged by the present, so a pass that breaks off goes on where it was, and what it had done is done.
 */
export function keepGroupRules({ clock, installation, inApp, reclaiming, presence, companions }: Parts): Sweep {
  function wantedOf(sdkAppId: number, { types, days }: NonNullable<Pass['set']>): Wanted {
    const now = clock.now()
    const today = billingDay(now, installation.timeZone)
    return { sdkAppId, types, today, since: { day: addDays(today, -days), moment: new Date(now.getTime() - days * dayMs) } }
  }

  /** By the rule that is set then. */
  const inAppWith = <T>({ appId, rule }: Pass, work: (context: AppContext, wanted: Wanted) => Promise<T>): Promise<T | null> =>
    inApp(appId, async (context) => {
      const set = context.app.groupRules[rule]
      return set && work(context, wantedOf(appId, set))
    })

  async function removeAway(pass: Pass, groupId: string): Promise<number> {
    const input = { groupId, userIds: [], silent: false, reason: '' }
    let count = 0
    for (let after: string | null = ''; after !== null; ) {
      const behind: string = after
      const outcome = await inAppWith(pass, (context, wanted) =>
        withTold(context, companions['group.removeMembers'], input, () =>
          reclaiming.removeAway(context, wanted, groupId, behind, membersRemoved),
        ),
      )
      count += outcome?.removed.length ?? 0
      after = outcome?.last ?? null
    }
    return count
  }

  async function endIdle(pass: Pass, groupId: string): Promise<number> {
    try {
      await inAppWith(pass, (context, wanted) =>
        withTold(context, companions['group.destroy'], { groupId }, () => reclaiming.endIdle(context, wanted, groupId)),
      )
      return 1
    } catch (error) {
      if (error instanceof NotIdle) return 0
      throw error
    }
  }

  async function noteConnected(sql: Sql, { sdkAppId, today }: Wanted): Promise<void> {
    const userIds = presence.userIdsIn(sdkAppId)
    for (let at = 0; at < userIds.length; at += usersNoted) await noteSeen(sql, sdkAppId, userIds.slice(at, at + usersNoted), today)
  }

  /** Returns the group behind which it goes on; null: the pass is over. */
  async function runPortion(sql: Sql, pass: Pass, set: NonNullable<Pass['set']>): Promise<string | null> {
    const isOffline = pass.rule === 'offlineMembers'
    const wanted = wantedOf(pass.appId, set)
    if (isOffline && pass.afterGroup === '') await noteConnected(sql, wanted)
    const looked = await (isOffline ? listGroupsWithAway : listGroupsIfIdle)(sql, wanted, pass.afterGroup, groupsLookedAt)
    let left = isOffline ? membersRemoved : groupsEnded
    for (const { groupId, isConcerned } of looked) {
      if (isConcerned) left -= await (isOffline ? removeAway : endIdle)(pass, groupId)
      if (left <= 0) return groupId
    }
    return looked.length === groupsLookedAt ? looked.at(-1)!.groupId : null
  }

  return {
    name: 'keep-group-rules',

    nextDue: async (sql) => (await nextPass(sql))?.nextAt ?? null,

    async run(sql, at) {
      const pass = await nextPass(sql)
      if (!pass || pass.nextAt > at) return 0
      await movePass(sql, pass, pass.set && (await runPortion(sql, pass, pass.set)), clock.now())
      return 1
    },
  }
}

/** Told with the fact. */
async function withTold<Input, T>(
  context: AppContext,
  companion: Companion<Input> | undefined,
  input: Input,
  work: () => Promise<T>,
): Promise<T> {
  const tell = await companion?.tell?.(input, context)
  const outcome = await work()
  if (tell) await write(context.sql, await tell(context.sql, outcome))
  return outcome
}
