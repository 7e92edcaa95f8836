import type { Limits } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppInMemory, Handlers } from '../../road/context.ts'
import { watchAbsences } from './absences.ts'
import { watchApps } from './apps-in-service.ts'
import { rememberAvHistory } from './av-history.ts'
import type { Connection } from './connection.ts'
import { countLiveDays } from './days.ts'
import { openDelivery } from './delivery.ts'
import { openEntrance, type User } from './entrance.ts'
import { featureHandlers } from './features.ts'
import { createInterest } from './interest.ts'
import { loginHandlers } from './login.ts'
import { followMemberships } from './memberships.ts'
import { createPresence } from './presence.ts'
import { openPushes } from './pushes.ts'
import { openStatus } from './status.ts'

interface Parts {
  sql: Sql
  hub: Hub
  /** What the plan of the app allows today. */
  limitsOf(app: AppInMemory): Limits
  /** By the clock. */
  now(): Date
  /** The groups in which each of the users is a member. */
  loadMemberships(sql: Sql, users: User[]): Promise<{ groupId: string; isQuiet: boolean }[][]>
  listFriendIds(sql: Sql, users: User[]): Promise<string[][]>
  pushes: Pick<Parameters<typeof openPushes>[0], 'findReached' | 'listKept'>
  onError(error: unknown): void
  calls: Parameters<typeof loginHandlers>[0]['calls']
}

/** The live side of the house: who is connected, what they hear, and when they go. */
export function openLive({ sql, hub, limitsOf, now, loadMemberships, listFriendIds, pushes: kept, onError, calls }: Parts) {
  const presence = createPresence()
  const groups = createInterest<Connection>()
  const memberships = followMemberships(groups, presence)
  const avHistory = rememberAvHistory()
  const apps = watchApps({ sql, presence, limitsOf, onError })
  const absences = watchAbsences({ hub, presence, tellsAvPresence: apps.tellsAvPresence, now })
  openDelivery({ hub, presence, groups, memberships, avHistory })
  const days = countLiveDays({ sql, countUsers: presence.countUsers, onError })
  const pushes = openPushes({ sql, hub, presence, onError, ...kept })
  const entrance = openEntrance({
    sql,
    hub,
    presence,
    memberships,
    loadMemberships,
    onComing: apps.note,
    onEntered(connection, { now, day }) {
      days.noteLogin(connection.sdkAppId, day)
      void pushes.handKept(connection, now).catch(onError)
    },
  })
  const status = openStatus({ sql, presence, entrance, apps, listFriendIds, onError })
  const handlers = { ...loginHandlers({ entrance, calls }), ...featureHandlers, ...status.handlers } satisfies Partial<Handlers>
  return {
    presence,
    entrance,
    apps,
    avHistory,
    handlers,
    /** Members of a group who are connected. */
    countOnline: (sdkAppId: number, groupId: string) => new Set(Array.from(groups.in(sdkAppId, groupId), ({ userId }) => userId)).size,
    /** Who goes from now on is told to nobody: all go. */
    beginToStop(): void {
      apps.stop()
      absences.stop()
      status.stop()
    },
    stop: days.stop,
  }
}

export type Live = ReturnType<typeof openLive>
