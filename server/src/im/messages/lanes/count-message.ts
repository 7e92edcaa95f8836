import type { Activity } from '../../../road/activity.ts'
import type { Outgoing, Written } from './write-batch.ts'

/**
 * For the figures of the day. Not counted is what is imported, what the service tells, what is said again, and what is for those who are
 * online only. An audio-video group keeps no messages: what passes through a group without being kept was said in one.
 */
export function countMessage(activity: Pick<Activity, 'message'>, outgoing: Outgoing, { outcome }: Written): void {
  const { sdkAppId, to, platform = 'RESTAPI', imported, onlineOnly, message } = outgoing
  if (imported || onlineOnly || message.system || outcome === 'duplicate' || outcome === 'stale') return
  const kind = to.kind === 'direct' ? 'direct' : outcome === 'passed' ? 'avGroup' : 'group'
  activity.message(sdkAppId, kind, platform, outcome === 'sent' || outcome === 'passed')
}
