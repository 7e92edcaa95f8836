import type { Limits } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppInMemory, Handlers } from '../../road/context.ts'
import { watchApps } from './apps-in-service.ts'
import { rememberAvHistory } from './av-history.ts'
import type { Connection } from './connection.ts'
import { openDelivery } from './delivery.ts'
import { openEntrance, type User } from './entrance.ts'
import { createInterest } from './interest.ts'
import { loginHandlers } from './login.ts'
import { followMemberships } from './memberships.ts'
import { createPresence } from './presence.ts'
import { openStatus } from './status.ts'

interface Parts {
  sql: Sql
  hub: Hub
  /** What the plan of the app allows today. */
  limitsOf(app: AppInMemory): Limits
  /** The groups in which each of the users is a member. */
  loadMemberships(sql: Sql, users: User[]): Promise<{ groupId: string; isQuiet: boolean }[][]>
  listFriendIds(sql: Sql, users: User[]): Promise<string[][]>
  onError(error: unknown): void
}

/** The live side of the house: who is connected, what they hear, and when they go. */
export function openLive({ sql, hub, limitsOf, loadMemberships, listFriendIds, onError }: Parts) {
  const presence = createPresence()
  const groups = createInterest<Connection>()
  const memberships = followMemberships(groups, presence)
  const avHistory = rememberAvHistory()
  const apps = watchApps({ sql, presence, limitsOf, onError })
  openDelivery({ hub, presence, groups, memberships, avHistory })
  const entrance = openEntrance({ sql, hub, presence, memberships, loadMemberships })
  const status = openStatus({ sql, presence, entrance, settingsOf: apps.statusSettingsOf, listFriendIds, onError })
  const handlers = { ...loginHandlers({ entrance }), ...status.handlers } satisfies Partial<Handlers>
  return { presence, entrance, apps, avHistory, handlers }
}

export type Live = ReturnType<typeof openLive>
