import { type ParsedInput, Refusal } from '@plenum/contract'
import type { AppContext, Handlers } from '../../context.ts'
import { findGroups } from '../groups/store.ts'
import { createTopic, destroyTopics, lockCommunity } from '../limits/topics.ts'
import { findUserIds } from '../users/store.ts'
import { checkedTopicId, isTopicOf, newTopicId } from './rules.ts'
import { listTopics, updateTopic } from './store.ts'

export function communityHandlers() {
  return {
    'topic.create': (topic, context) => create(topic, context, context.now),

    async 'topic.import'({ createdAt, ...topic }, context) {
      const at = createdAt === undefined ? context.now : new Date(createdAt)
      if (at > context.now) throw new Refusal('bad_input', { field: 'CreateTime', reason: 'CreateTime lies in the future.' })
      return create(topic, context, at)
    },

    async 'topic.update'({ groupId, topicId, ...changes }, { sql, app }) {
      await lockCommunity(sql, app, groupId)
      if (!(await updateTopic(sql, app.sdkAppId, groupId, topicId, changes))) throw new Refusal('topic_unknown')
      return {}
    },

    async 'topic.destroy'({ groupId, topicIds }, { sql, app, now }) {
      const destroyed = await destroyTopics(sql, app, groupId, topicIds, now)
      return { destroyed, notThere: topicIds.filter((topicId) => isTopicOf(groupId, topicId) && !destroyed.includes(topicId)) }
    },

    async 'topic.list'({ groupId, userId, topicIds }, { sql, app, now }) {
      const [groups, users, topics] = await Promise.all([
        findGroups(sql, app.sdkAppId, [groupId]),
        findUserIds(sql, app.sdkAppId, [userId]),
        listTopics(sql, app.sdkAppId, groupId, userId, now, topicIds),
      ])
      const group = groups.get(groupId)
      if (!group) throw new Refusal('group_unknown')
      if (!group.supportsTopics) throw new Refusal('group_not_supported')
      if (!users.has(userId)) throw new Refusal('group_user_unknown', { userId })
      if (!topicIds) return { topics }
      const byId = new Map(topics.map((topic) => [topic.topicId, topic]))
      return { topics: topicIds.map((topicId) => byId.get(topicId) ?? null) }
    },
  } satisfies Partial<Handlers>
}

async function create(
  { topicId: wantedId, creatorId, ...topic }: ParsedInput<'topic.create'>,
  { sql, app, limits }: AppContext,
  createdAt: Date,
) {
  const topicId = wantedId === undefined ? newTopicId(topic.groupId) : checkedTopicId(topic.groupId, wantedId)
  await createTopic(sql, { app, limits }, { ...topic, topicId, creatorId: creatorId ?? null, createdAt })
  return { topicId }
}
