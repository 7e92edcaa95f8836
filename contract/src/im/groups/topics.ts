import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, textOf } from '../../values.ts'
import { groupFaceUrl, groupId, groupIntroduction, groupName, groupNotification } from './groups.ts'

export const topicId = z.string().min(1)
/** Up to 30 bytes, as that of a group. */
export const topicName = groupName
export const topicCustomString = textOf(3000)

const newTopic = z.object({
  groupId,
  /** `{groupId}@TOPIC#_{name}`; default: assigned. */
  topicId: topicId.optional(),
  name: topicName,
  introduction: groupIntroduction.default(''),
  notification: groupNotification.default(''),
  faceUrl: groupFaceUrl.default(''),
  customString: topicCustomString.default(''),
  /** Who made it. */
  creatorId: z.string().optional(),
})

export const topicChanges = z.object({
  name: topicName.optional(),
  introduction: groupIntroduction.optional(),
  notification: groupNotification.optional(),
  faceUrl: groupFaceUrl.optional(),
  customString: topicCustomString.optional(),
  /** Only the owner and the administrators of the community speak. */
  muteAll: z.boolean().optional(),
})

const topic = z.object({
  topicId: z.string(),
  groupId: z.string(),
  name: z.string(),
  introduction: z.string(),
  notification: z.string(),
  faceUrl: z.string(),
  customString: z.string(),
  createdAt: moment,
  muteAll: z.boolean(),
  /** The number the next message gets. */
  nextSequence: z.number().int(),
  lastMessageAt: moment.nullable(),
  /** Of the member who is asked about; null: no member of the community. */
  self: z.object({ mutedUntil: moment.nullable(), readSequence: z.number().int(), msgFlag: z.string() }).nullable(),
})
export type Topic = z.infer<typeof topic>

const refusedForTopics =
  'community_not_enabled, group_unknown, group_not_supported (no topics in this group), not_a_member, group_not_allowed'

/** Topics of communities. A community is a group: see groups.ts. */
export const topicCommands = {
  'topic.create': command({
    summary: `Create a topic in a community that has topics. Refused: ${refusedForTopics}, group_user_unknown, topic_id_invalid, topic_id_taken, topic_id_yours, topic_limit.`,
    callers: ['app', 'user'],
    effect: 'write',
    self: 'creatorId',
    input: newTopic,
    output: z.object({ topicId: z.string() }),
  }),
  'topic.import': command({
    summary: `Create a topic that was made elsewhere before. Refused: ${refusedForTopics}, group_user_unknown, topic_id_invalid, topic_id_taken, topic_id_yours, topic_limit.`,
    callers: ['app'],
    effect: 'write',
    input: newTopic.extend({
      /** Not in the future. Default: now. */
      createdAt: moment.optional(),
    }),
    output: z.object({ topicId: z.string() }),
  }),
  'topic.update': command({
    summary: `Change what is said about a topic, or who may speak in it. Refused: ${refusedForTopics}, topic_unknown.`,
    callers: ['app', 'user'],
    effect: 'write',
    input: topicChanges.extend({ groupId, topicId }),
    output: nothing,
  }),
  'topic.destroy': command({
    summary: `Take topics away for good, with what was said in them; says which were not there. Refused: ${refusedForTopics}.`,
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, topicIds: z.array(z.string()).min(1).max(200) }),
    output: z.object({
      destroyed: z.array(z.string()),
      /** Ids of this community that no topic has; all others are not of this community. */
      notThere: z.array(z.string()),
    }),
  }),
  'topic.list': command({
    summary: `Topics of a community, the oldest first, or those asked for in their order; null where there is none. Refused: ${refusedForTopics}, group_user_unknown.`,
    callers: ['app', 'user'],
    effect: 'read',
    self: 'userId',
    input: z.object({
      groupId,
      /** Whose mutes and readings are told. */
      userId: z.string(),
      topicIds: z.array(z.string()).max(200).optional(),
    }),
    output: z.object({ topics: z.array(topic.nullable()) }),
  }),
}
