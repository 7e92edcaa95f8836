import type { Limits } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { randomText } from '../../../platform/ids.ts'

/** Begins the id of every community, and of no other group. */
export const communityPrefix = '@TGS#_'
/** Stands between the id of a community and the name of a topic in it. */
export const topicMark = '@TOPIC#_'
/** What ids of groups and topics are made of. A line end stands in the names of conversations between users. */
export const printable = /^[\x20-\x7e]+$/
const topicBytesMax = 96
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

export function isCommunityId(groupId: string): boolean {
  return groupId.startsWith(communityPrefix)
}

/** Where the plan has no communities, those from before are hidden: kept, and seen again when the plan has them again. */
export function isHiddenCommunity(groupId: string, { features }: Limits): boolean {
  return !features.communities && isCommunityId(groupId)
}

/** Whatever is asked of a hidden community is answered as if one were to be created. */
export function refuseHiddenCommunity(input: unknown, limits: Limits): void {
  const { groupId } = input as { groupId?: unknown }
  if (typeof groupId === 'string' && isHiddenCommunity(groupId, limits)) throw new Refusal('community_not_enabled')
}

/** Such as `@TGS#_mine@TOPIC#_@TOPIC#cQVLVHIM62CJ`. */
export function newTopicId(groupId: string): string {
  return `${groupId}${topicMark}@TOPIC#c${randomText(11, letters)}`
}

export function isTopicOf(groupId: string, topicId: string): boolean {
  return topicId.startsWith(`${groupId}${topicMark}`) && topicId.length > groupId.length + topicMark.length && printable.test(topicId)
}

/** The id the app chose for its topic. */
export function checkedTopicId(groupId: string, topicId: string): string {
  const refuse = (reason: string) => new Refusal('topic_id_invalid', { reason })
  if (!printable.test(topicId)) throw refuse('it is printable ASCII')
  if (!isTopicOf(groupId, topicId)) throw refuse(`it begins with the GroupId and ${topicMark}, and a name follows`)
  const name = topicId.slice(groupId.length + topicMark.length)
  if (topicId.length > topicBytesMax) throw refuse(`it has at most ${topicBytesMax} bytes`)
  if (name.startsWith('@TOPIC#') || name.includes('@TOPIC#_@TOPIC#')) throw refuse('@TOPIC#_@TOPIC# begins the names that Plenum assigns')
  if (name.includes(communityPrefix)) throw refuse(`its name does not contain ${communityPrefix}`)
  return topicId
}

/** Only communities have topics, and each only its own. Whether the topic is there says its conversation. */
export function refuseForeignTopic(groupId: string, topicId: string): void {
  if (!isCommunityId(groupId)) throw new Refusal('group_not_supported')
  if (!isTopicOf(groupId, topicId)) throw new Refusal('topic_unknown')
}
