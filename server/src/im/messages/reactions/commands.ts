import { type Output, type ParsedInput, Refusal } from '@plenum/contract'
import type { Hub } from '../../../platform/hub.ts'
import { type AppContext, type Handlers, operatorOf, StaleRevision } from '../../../road/context.ts'
import { lookAtConversation } from '../direct/look-at-conversation.ts'
import { mayWrite } from '../direct/may-write.ts'
import { refuseWhoMayNotSpeak } from '../may-speak.ts'
import type { FindMembership } from '../membership.ts'
import { countOfUsers } from '../user-rate.ts'
import { allowedOf, changeReaction, listFirstUsers, listReactable, listReactions, listUsers, type Reactable } from './store.ts'

type Conversation = ParsedInput<'reaction.list'>['conversation']

const changesPerUser = 5

export function reactionHandlers({ hub, findMembership }: { hub: Hub; findMembership: FindMembership }) {
  /** Everybody in a group hears of it. */
  const refuseTooMany = countOfUsers(({ rates }) => rates.reactionsPerUser ?? changesPerUser)

  async function getMessage(context: AppContext, conversation: Conversation, sequence: number) {
    const seen = await lookAtConversation(context, findMembership, conversation)
    const [message] = seen ? await listReactable(context.sql, seen.conversationId, [sequence], seen.view) : []
    if (!seen || !message) throw unknownMessage(conversation)
    return { conversationId: seen.conversationId, message }
  }

  async function change(
    { conversation, sequence, reactionId }: ParsedInput<'reaction.add'>,
    context: AppContext,
    adding: boolean,
  ): Promise<Output<'reaction.add'>> {
    const { sql, app, now } = context
    const userId = operatorOf(context)
    refuseTooMany(context)
    const { conversationId, message } = await getMessage(context, conversation, sequence)
    if (adding && !(await mayBeHeard(context, conversation))) return { change: null }
    const of = { sdkAppId: app.sdkAppId, revision: app.revision, conversationId, message, userId, reactionId, adding, now }
    const { problem, change: number, reactions, firstUsers } = await changeReaction(sql, of)
    if (problem === 'stale') throw new StaleRevision()
    if (problem === 'gone') throw unknownMessage(conversation)
    if (problem) throw new Refusal(problem, { userId, allowed: allowedOf[problem] })
    hub.emit({
      sdkAppId: app.sdkAppId,
      name: 'message.reactionsChanged',
      content: {
        ...('peerId' in conversation ? { userIds: [userId, conversation.peerId] as [string, string] } : conversation),
        sequence,
        change: number,
        reactions,
        by: { userId, reactionId, added: adding, firstUsers },
        ...receiversOf(message),
      },
    })
    return { change: number }
  }

  return {
    async 'reaction.add'(input, context) {
      return change(input, context, true)
    },

    async 'reaction.remove'(input, context) {
      return change(input, context, false)
    },

    async 'reaction.list'({ conversation, sequences, users: limit }, context) {
      const { sql, app } = context
      const seen = await lookAtConversation(context, findMembership, conversation)
      if (!seen) return { messages: sequences.map((sequence) => ({ sequence, reactions: [] })) }
      const { conversationId, view } = seen
      const visible = (await listReactable(sql, conversationId, sequences, view)).map(({ sequence }) => sequence)
      const [found, first] = await Promise.all([
        listReactions(sql, conversationId, visible, view.userId),
        limit > 0 ? listFirstUsers(sql, app.sdkAppId, conversationId, visible, limit) : [],
      ])
      const usersOf = Map.groupBy(first, ({ sequence, reactionId }) => `${sequence} ${reactionId}`)
      return {
        messages: sequences.map((sequence) => ({
          sequence,
          reactions: (found.get(sequence) ?? []).map((reaction) => ({
            ...reaction,
            users: (usersOf.get(`${sequence} ${reaction.reactionId}`) ?? []).map(({ userId, nick, faceUrl }) => ({
              userId,
              nick,
              faceUrl,
            })),
          })),
        })),
      }
    },

    async 'reaction.listUsers'({ conversation, sequence, ...page }, context) {
      const { sql, app } = context
      const { conversationId } = await getMessage(context, conversation, sequence)
      return listUsers(sql, { sdkAppId: app.sdkAppId, conversationId, sequence }, page)
    },
  } satisfies Partial<Handlers>
}

/** Others see a reaction: who may not speak is not heard in this way either. False: as if it were. */
async function mayBeHeard(context: AppContext, conversation: Conversation): Promise<boolean> {
  const { sql, app, now } = context
  const senderId = operatorOf(context)
  if ('peerId' in conversation) return mayWrite(sql, { app, senderId, receiverId: conversation.peerId, now })
  await refuseWhoMayNotSpeak(sql, { app, ...conversation, senderId, forOthers: false, now })
  return true
}

function unknownMessage(conversation: Conversation): Refusal {
  return new Refusal('peerId' in conversation ? 'message_unknown' : 'group_message_unknown')
}

/** Nobody else hears of what was said to some. */
function receiversOf({ receiverIds, senderId }: Reactable) {
  return receiverIds && { receiverIds: [...receiverIds, senderId] }
}
