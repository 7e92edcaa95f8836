/** Begins the id of every community, and of no other group (groups.md 5). */
export const communityPrefix = '@TGS#_'
/** Stands between the id of a community and the name of a topic in it. */
export const topicMark = '@TOPIC#_'
/** What ids of groups and topics are made of. A line end stands in the names of conversations between users. */
export const printable = /^[\x20-\x7e]+$/

export function isCommunityId(groupId: string): boolean {
  return groupId.startsWith(communityPrefix)
}

export function isTopicOf(groupId: string, topicId: string): boolean {
  return topicId.startsWith(`${groupId}${topicMark}`) && topicId.length > groupId.length + topicMark.length && printable.test(topicId)
}
