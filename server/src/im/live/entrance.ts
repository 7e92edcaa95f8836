import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import type { Hub } from '../../platform/hub.ts'
import { findAppStates } from '../../road/app-in-memory.ts'
import type { AppContext, AppInMemory, UserCaller } from '../../road/context.ts'
import { outOfService } from '../../road/in-service.ts'
import { isRevoked } from '../users/rules.ts'
import { findSignIns } from '../users/store.ts'
import { type Client, replacedBy } from './client.ts'
import type { Connection } from './connection.ts'
import { decideReplaced, deviceRules } from './devices.ts'
import type { Memberships } from './memberships.ts'
import type { Presence } from './presence.ts'

/** Why a connection ends that the server did not end. */
export type Leaving = 'LinkClose' | 'TimeOut' | 'Unregister'

export interface User {
  sdkAppId: number
  userId: string
}

interface Parts {
  sql: Sql
  hub: Hub
  presence: Presence
  memberships: Memberships
  /** The groups in which each is a member. */
  loadMemberships(sql: Sql, users: User[]): Promise<{ groupId: string; isQuiet: boolean }[][]>
  /** With the app as the login was counted by it. */
  onComing(app: AppInMemory): void
  onEntered(connection: Connection, when: Pick<AppContext, 'now' | 'day'>): void
}

interface Arrival {
  client: Client
  connection: Connection | null
  isGone: boolean
}

/** How clients come in and leave. A caller is one connection. */
export function openEntrance({ sql, hub, presence, memberships, loadMemberships, onComing, onEntered }: Parts) {
  const arrivals = new WeakMap<UserCaller, Arrival>()

  /** Logins that come together load together. */
  const load = gather(async (users: User[]) => {
    const [signIns, groups, states] = await Promise.all([
      findSignIns(sql, users),
      loadMemberships(sql, users),
      findAppStates(sql, [...new Set(users.map(({ sdkAppId }) => sdkAppId))]),
    ])
    return users.map(({ sdkAppId }, index) => ({
      ...signIns[index]!,
      groups: groups[index]!,
      status: states.get(sdkAppId)?.status ?? ('purged' as const),
    }))
  })

  return {
    /** Before the caller signs in: who it is that comes. */
    expect(caller: UserCaller, client: Client): void {
      arrivals.set(caller, { client, connection: null, isGone: false })
    },

    connectionOf(caller: UserCaller): Connection {
      const connection = arrivals.get(caller)?.connection
      if (!connection?.isOpen) throw new Refusal('not_signed_in')
      return connection
    },

    /**
     * From now on the client hears what is meant for its user. Subscribed first and looked up then: an app that is disabled, or a user who is
     * kicked, after the login was counted and before this is seen here or ends the connection by its event.
     */
    async enter(caller: UserCaller, { app, limits, now, day }: Pick<AppContext, 'app' | 'limits' | 'now' | 'day'>): Promise<Connection> {
      const { sdkAppId, userId, platform } = caller
      const arrival = arrivals.get(caller)
      if (!arrival || arrival.isGone) throw new Refusal('not_signed_in')
      onComing(app)
      const older = [...presence.connectionsOf(sdkAppId, userId)]
      const connection = presence.connect(sdkAppId, userId, platform, arrival.client)
      arrival.connection = connection
      memberships.beginLoading(connection)
      try {
        const loaded = await load({ sdkAppId, userId })
        const code = outOfService(loaded.status)
        if (code) throw new Refusal(code)
        if (isRevoked(caller, loaded.signaturesFrom)) throw new Refusal('usersig_revoked')
        if (!connection.isOpen) throw new Refusal('not_signed_in')
        memberships.endLoading(connection, loaded.groups)
        connection.notice = Math.max(connection.notice, loaded.notice)
      } catch (error) {
        connection.close()
        throw error
      }

      connection.isIn = true
      const replaced = decideReplaced(
        deviceRules(app.settings, limits),
        platform,
        older.filter(({ isOpen }) => isOpen),
      )
      for (const old of replaced) {
        old.wasReplaced = true
        old.end(replacedBy(platform, old.platform))
      }
      const kicked = replaced.map((old) => old.platform)
      const login = { action: 'Login', reason: 'Register', kicked, address: arrival.client.address } as const
      hub.emit({ sdkAppId, name: 'user.stateChanged', content: { userId, platform, ...login, at: now.toISOString() } })
      onEntered(connection, { now, day })
      return connection
    },

    /** May come at any moment, and is heard once. Whom another device replaced is told of by its login. */
    leave(caller: UserCaller, reason: Leaving, at: Date): void {
      const arrival = arrivals.get(caller)
      if (!arrival || arrival.isGone) return
      arrival.isGone = true
      const { connection, client } = arrival
      if (reason === 'Unregister') connection?.leaveAvGroups()
      connection?.close()
      if (!connection?.isIn || connection.wasReplaced) return
      const { sdkAppId, userId, platform } = caller
      const action = reason === 'Unregister' ? ('Logout' as const) : ('Disconnect' as const)
      const content = { userId, platform, action, reason, kicked: [], address: client.address, at: at.toISOString() }
      hub.emit({ sdkAppId, name: 'user.stateChanged', content })
    },
  }
}

export type Entrance = ReturnType<typeof openEntrance>
