import type { Hub } from '../../platform/hub.ts'
import type { Presence } from './presence.ts'

/** Whoever is back by then was never away (webhooks.md 5). */
const absentAfterMs = 20_000
const lookEveryMs = 1_000
/** More are not remembered as away: of the oldest group nobody is told to be back. */
const awayMax = 100_000
const namedMax = 500

interface Lost {
  sdkAppId: number
  groupId: string
  userId: string
  lostMs: number
}

interface Parts {
  hub: Hub
  presence: Pick<Presence, 'listen'>
  /** Whether the app may hear of it. */
  tellsAvPresence(sdkAppId: number): boolean
  now(): Date
}

/**
 * Members of audio-video groups whose last connection in the group was lost, who did not leave it: told when they are away for 20 seconds, and
 * when they are in the group again after that.
 */
export function watchAbsences({ hub, presence, tellsAvPresence, now }: Parts) {
  /** In the order in which they were lost. */
  const lost = new Map<string, Lost>()
  const away = new Map<string, Set<string>>()
  let awayCount = 0
  const keyOf = (sdkAppId: number, groupId: string) => `${sdkAppId} ${groupId}`

  presence.listen({
    avMemberLost(sdkAppId, groupId, userId) {
      if (!tellsAvPresence(sdkAppId)) return
      lost.set(`${keyOf(sdkAppId, groupId)} ${userId}`, { sdkAppId, groupId, userId, lostMs: performance.now() })
    },
    avMemberCame(sdkAppId, groupId, userId) {
      const key = keyOf(sdkAppId, groupId)
      lost.delete(`${key} ${userId}`)
      const users = away.get(key)
      if (!users?.delete(userId)) return
      awayCount -= 1
      if (users.size === 0) away.delete(key)
      tell(sdkAppId, groupId, [userId], 'online')
    },
  })
  hub.listen(({ sdkAppId, name, content }) => {
    if (name !== 'group.destroyed') return
    forget(keyOf(sdkAppId, content.groupId))
    for (const [key, one] of lost) if (one.sdkAppId === sdkAppId && one.groupId === content.groupId) lost.delete(key)
  })
  const timer = setInterval(look, lookEveryMs)
  timer.unref()

  function look(): void {
    const before = performance.now() - absentAfterMs
    const due: Lost[] = []
    for (const [key, one] of lost) {
      if (one.lostMs > before) break
      lost.delete(key)
      due.push(one)
    }
    for (const [key, ofGroup] of Map.groupBy(due, ({ sdkAppId, groupId }) => keyOf(sdkAppId, groupId))) {
      const { sdkAppId, groupId } = ofGroup[0]!
      const userIds = ofGroup.map(({ userId }) => userId)
      away.set(key, new Set([...(away.get(key) ?? []), ...userIds]))
      awayCount += userIds.length
      for (let at = 0; at < userIds.length; at += namedMax) tell(sdkAppId, groupId, userIds.slice(at, at + namedMax), 'offline')
    }
    while (awayCount > awayMax) forget(away.keys().next().value!)
  }

  function forget(key: string): void {
    awayCount -= away.get(key)?.size ?? 0
    away.delete(key)
  }

  function tell(sdkAppId: number, groupId: string, userIds: string[], state: 'offline' | 'online'): void {
    hub.emit({ sdkAppId, name: 'avGroup.presenceChanged', content: { groupId, userIds, presence: state, at: now().toISOString() } })
  }

  return {
    stop: (): void => clearInterval(timer),
  }
}
