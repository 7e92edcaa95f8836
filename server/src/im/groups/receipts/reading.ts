import { Refusal } from '@plenum/contract'
import type { Hub } from '../../../platform/hub.ts'
import { type Handlers, operatorOf } from '../../../road/context.ts'
import { getConversation, refuseForeignTopic } from '../../messages/get-conversation.ts'
import { raiseGroupRead, raiseTopicRead } from './read-store.ts'

/** How far a member has read. */
export function readingHandlers({ hub }: { hub: Hub }) {
  return {
    async 'message.markRead'({ groupId, topicId, sequence }, context) {
      const { sql, app, now } = context
      const userId = operatorOf(context)
      if (topicId !== undefined) refuseForeignTopic(groupId, topicId)
      const reader = { userId, sequence, now }
      const read =
        topicId === undefined
          ? await raiseGroupRead(sql, app, groupId, reader)
          : await raiseTopicRead(sql, app, { groupId, topicId }, reader)
      if (!read) {
        await getConversation(sql, app.sdkAppId, { groupId, topicId })
        throw new Refusal('not_a_member', { userId })
      }
      const { readSequence } = read
      if (read.moved) {
        const content = { userId, groupId, ...(topicId !== undefined && { topicId }), sequence: readSequence, at: now.toISOString() }
        hub.emit({ sdkAppId: app.sdkAppId, name: 'message.read', content })
      }
      return { readSequence }
    },
  } satisfies Partial<Handlers>
}
