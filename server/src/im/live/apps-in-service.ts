import type { Limits } from '@plenum/billing'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'
import { findAppStates, loadAppInMemory } from '../../road/app-in-memory.ts'
import type { AppInMemory } from '../../road/context.ts'
import { outOfService } from '../../road/in-service.ts'
import { notInService } from './client.ts'
import type { Presence } from './presence.ts'
import type { StatusSettings } from './status.ts'

const lookEveryMs = 1_000

interface Parts {
  sql: Sql
  presence: Presence
  limitsOf(app: AppInMemory): Limits
  onError(error: unknown): void
}

/**
 * Ends the connections of apps that are disabled, suspended or deleted, and knows what the others have switched on. The truth is in the
 * database: it is looked at every second, so that a change that another process made is seen too, and at once after what this process does.
 */
export function watchApps({ sql, presence, limitsOf, onError }: Parts) {
  const known = new Map<number, { revision: number; status: StatusSettings; tellsAvPresence: boolean }>()

  const look = gather(async (calls: null[]) => {
    const connected = presence.appIds()
    for (const sdkAppId of known.keys()) if (!connected.includes(sdkAppId)) known.delete(sdkAppId)
    if (connected.length === 0) return calls
    const states = await findAppStates(sql, connected)
    for (const sdkAppId of connected) {
      const code = outOfService(states.get(sdkAppId)?.status ?? 'purged')
      if (code) for (const connection of [...presence.connectionsIn(sdkAppId)]) connection.end(notInService(code))
      else if (known.get(sdkAppId)?.revision !== states.get(sdkAppId)!.revision) await learn(sdkAppId)
    }
    return calls
  })
  const timer = setInterval(() => void look(null).catch(onError), lookEveryMs)
  timer.unref()

  async function learn(sdkAppId: number): Promise<void> {
    const app = await loadAppInMemory(sql, sdkAppId)
    if (app) note(app)
  }

  function note(app: AppInMemory): void {
    const { sdkAppId } = app
    if ((known.get(sdkAppId)?.revision ?? -1) >= app.revision) return
    const { userStatus, avGroupOnlineMembers } = limitsOf(app).features
    const isOn = app.settings.userStatus && userStatus
    known.set(sdkAppId, {
      revision: app.revision,
      status: { isOn, tellsFriends: isOn && app.settings.friendStatusNotices },
      tellsAvPresence: avGroupOnlineMembers,
    })
  }

  return {
    /** Resolves when every connection of an app that was out of service at the call is ended. */
    look: async (): Promise<void> => void (await look(null)),

    /** Of an app that a command was decided with: it may be newer than the last look. */
    note,

    /** As it was a second ago at most. */
    async statusSettingsOf(sdkAppId: number): Promise<StatusSettings> {
      if (!known.has(sdkAppId)) await look(null)
      return known.get(sdkAppId)?.status ?? { isOn: false, tellsFriends: false }
    },

    /** Of an app that somebody is connected to. */
    tellsAvPresence: (sdkAppId: number): boolean => known.get(sdkAppId)?.tellsAvPresence === true,

    stop: (): void => clearInterval(timer),
  }
}
