import { communityPrefix, isTopicOf, printable, Refusal, topicMark } from '@plenum/contract'
import { randomText } from '../../../platform/ids.ts'

const topicBytesMax = 96
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Such as `@TGS#_mine@TOPIC#_@TOPIC#cQVLVHIM62CJ`. */
export function newTopicId(groupId: string): string {
  return `${groupId}${topicMark}@TOPIC#c${randomText(11, letters)}`
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
