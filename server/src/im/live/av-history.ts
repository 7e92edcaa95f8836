import type { EventContent } from '@plenum/contract'

type Spoken = EventContent<'message.sent'>

const messagesMax = 20
const hoursKept = 24
const groupsMax = 10_000

/** What was said last in the audio-video groups of this process, for newcomers. Nothing of it is stored: a restart begins with nothing. */
export function rememberAvHistory() {
  /** The group spoken in last stands at the end. */
  const groups = new Map<string, Spoken[]>()
  const keyOf = (sdkAppId: number, groupId: string) => `${sdkAppId} ${groupId}`

  return {
    note(sdkAppId: number, groupId: string, message: Spoken): void {
      const key = keyOf(sdkAppId, groupId)
      const said = groups.get(key) ?? []
      groups.delete(key)
      groups.set(key, said)
      said.push(message)
      if (said.length > messagesMax) said.shift()
      if (groups.size > groupsMax) groups.delete(groups.keys().next().value!)
    },
    forget: (sdkAppId: number, groupId: string): void => void groups.delete(keyOf(sdkAppId, groupId)),
    /** The newest, oldest first. */
    newest(sdkAppId: number, groupId: string, count: number, now: Date): Spoken[] {
      if (count <= 0) return []
      const since = now.getTime() - hoursKept * 60 * 60 * 1000
      return (groups.get(keyOf(sdkAppId, groupId)) ?? []).filter(({ at }) => Date.parse(at) > since).slice(-count)
    },
  }
}

export type AvHistory = ReturnType<typeof rememberAvHistory>
