import type { Handlers } from '../../../road/context.ts'
import { lookAtConversation } from '../direct/look-at-conversation.ts'
import type { FindMembership } from '../membership.ts'
import { countOfUsers } from '../user-rate.ts'
import { searchMessages } from './store.ts'

/** The dearest a user may ask: each looks through up to 1,000 bodies. */
const documented = 5

/** Users look for words in what they may read. */
export function searchHandlers({ findMembership }: { findMembership: FindMembership }) {
  const refuseTooMany = countOfUsers(({ rates }) => rates.searchesPerUser ?? documented)

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
