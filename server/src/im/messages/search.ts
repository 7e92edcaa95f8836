import type { Handlers } from '../../road/context.ts'
import { lookAtConversation } from './look-at-conversation.ts'
import type { FindMembership } from './membership.ts'
import { searchMessages } from './search-store.ts'
import { countOfUsers } from './user-rate.ts'

const searchesPerUser = 20

/** Users look for words in what they may read. */
export function searchHandlers({ findMembership }: { findMembership: FindMembership }) {
  const refuseTooMany = countOfUsers(() => searchesPerUser)

  return {
    async 'message.search'({ conversation, from, to, ...wanted }, context) {
      refuseTooMany(context)
      const seen = await lookAtConversation(context, findMembership, conversation)
      if (!seen) return { messages: [], coveredFrom: 1, coveredTo: 0 }
      return searchMessages(context.sql, seen.conversationId, {
        ...wanted,
        ...seen.view,
        from: from === undefined ? undefined : new Date(from),
        to: to === undefined ? undefined : new Date(to),
        timesRise: !('peerId' in conversation),
      })
    },
  } satisfies Partial<Handlers>
}
