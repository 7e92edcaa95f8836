import type { Tell } from '../../messages/tips.ts'

type Kind = 'membersJoined' | 'membersRemoved'

const togetherMs = 1_000
/** More are not named. */
const namedMax = 100

/**
 * Who comes and goes is told at once, and then once a second with those who followed: thousands who come together would else be told to
 * thousands each.
 */
export function gatherTips(tell: Tell) {
  const following = new Map<string, string[]>()

  function tellNow(told: Parameters<Tell>[0], kind: Kind, userIds: string[]): void {
    const key = `${kind} ${told.app.sdkAppId} ${told.groupId}`
    following.set(key, [])
    void tell(told, { tip: kind, operatorId: userIds[0]!, userIds })
    setTimeout(() => {
      const followed = following.get(key)!
      following.delete(key)
      if (followed.length > 0) tellNow(told, kind, followed)
    }, togetherMs).unref()
  }

  return (told: Parameters<Tell>[0], kind: Kind, userId: string): void => {
    const followed = following.get(`${kind} ${told.app.sdkAppId} ${told.groupId}`)
    if (!followed) tellNow(told, kind, [userId])
    else if (followed.length < namedMax) followed.push(userId)
  }
}
