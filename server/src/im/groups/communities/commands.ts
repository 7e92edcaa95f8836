import { isTopicOf, type ParsedInput, Refusal } from '@plenum/contract'
import { createTopic, destroyTopics, lockCommunity } from '../../../limits/topics.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import { endConversations, openConversation } from '../../messages/conversations.ts'
import { findUserIds } from '../../users/store.ts'
import { actorIn, refuseUnless } from '../acting.ts'
import { findGroups } from '../store.ts'
import { checkedTopicId, newTopicId } from './rules.ts'
import { listTopics, updateTopic } from './store.ts'

export function communityHandlers({ hub }: { hub: Hub }) {
  return {
    async 'topic.create'(topic, context) {
      const { app, now, afterCommit } = context
      await lockManaged(context, topic.groupId)
      const topicId = await create(topic, context, now)
      const content = { groupId: topic.groupId, topicId, operatorId: operatorOf(context) }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'topic.created', content }))
      return { topicId }
    },

    async 'topic.import'({ createdAt, ...topic }, context) {
      const at = createdAt === undefined ? context.now : new Date(createdAt)
      if (at > context.now) throw new Refusal('bad_input', { field: 'CreateTime', reason: 'CreateTime lies in the future.' })
      return { topicId: await create(topic, context, at) }
    },

    async 'topic.update'({ groupId, topicId, ...changes }, context) {
      const { sql, app, afterCommit } = context
      await lockManaged(context, groupId)
      if (!(await updateTopic(sql, app.sdkAppId, groupId, topicId, changes))) throw new Refusal('topic_unknown')
      if (Object.values(changes).every((value) => value === undefined)) return {}
      const content = { groupId, topicId, operatorId: operatorOf(context), changes }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'topic.changed', content }))
      return {}
    },

    async 'topic.destroy'({ groupId, topicIds }, context) {
      const { sql, app, now, afterCommit } = context
      await lockManaged(context, groupId)
      const destroyed = await destroyTopics(sql, app, groupId, topicIds)
      await endConversations(sql, app.sdkAppId, destroyed, now)
      if (destroyed.length > 0) {
        const content = { groupId, topicIds: destroyed, operatorId: operatorOf(context) }
        afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'topic.destroyed', content }))
      }
      return { destroyed, notThere: topicIds.filter((topicId) => isTopicOf(groupId, topicId) && !destroyed.includes(topicId)) }
    },

    async 'topic.list'({ groupId, userId, topicIds }, context) {
      const { sql, app, now } = context
      const [groups, users, topics] = await Promise.all([
        findGroups(sql, app.sdkAppId, [groupId]),
        findUserIds(sql, app.sdkAppId, [userId]),
        listTopics(sql, app.sdkAppId, groupId, userId, now, topicIds),
      ])
      const group = groups.get(groupId)
      if (!group) throw new Refusal('group_unknown')
      refuseUnless(await actorIn(context, group), 'seeMembers', group)
      if (!group.supportsTopics) throw new Refusal('group_not_supported')
      if (!users.has(userId)) throw new Refusal('group_user_unknown', { userId })
      if (!topicIds) return { topics }
      const byId = new Map(topics.map((topic) => [topic.topicId, topic]))
      return { topics: topicIds.map((topicId) => byId.get(topicId) ?? null) }
    },
  } satisfies Partial<Handlers>
}

/** Of a user: who may is looked up under the lock. */
async function lockManaged(context: AppContext, groupId: string): Promise<void> {
  const { sql, app } = context
  await lockCommunity(sql, app, groupId)
  if (context.caller.kind !== 'user') return
  const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)!
  refuseUnless(await actorIn(context, group), 'manageTopics', group)
}

/** Returns its id. Nobody is told of one that is imported. */
async function create(
  { topicId: wantedId, creatorId, ...topic }: ParsedInput<'topic.create'>,
  { sql, app, limits }: AppContext,
  createdAt: Date,
) {
  const topicId = wantedId === undefined ? newTopicId(topic.groupId) : checkedTopicId(topic.groupId, wantedId)
  await createTopic(sql, { app, limits }, { ...topic, topicId, creatorId: creatorId ?? null, createdAt })
  await openConversation(sql, app.sdkAppId, topicId, true, 'topic')
  return topicId
}
