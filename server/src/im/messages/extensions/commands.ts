import { type EventContent, type ParsedInput, Refusal } from '@plenum/contract'
import { lockApp } from '../../../limits/locks.ts'
import type { Hub } from '../../../platform/hub.ts'
import { countRates } from '../../../platform/rates.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import { parseKey } from '../direct/rules.ts'
import { findMessage, lockMessage } from '../direct/store.ts'
import { refuseForeignTopic } from '../get-conversation.ts'
import { directKey } from '../lanes/write-batch.ts'
import { type FindMembership, getPlace, viewOf } from '../membership.ts'
import { findMessageFacts, lockMessageFacts, type MessageFacts } from '../message-facts.ts'
import { hiddenUntil } from '../rules.ts'
import { listSeenNumbers } from '../seen-store.ts'
import { findConversation } from '../store.ts'
import { applyChange } from './change.ts'
import { type Carrier, findChanges, listExtensions } from './store.ts'

const pageMax = 200
const changesPerMinute = 200

type Place = Pick<EventContent<'message.extensionsChanged'>, 'groupId' | 'topicId' | 'userIds'>

export function extensionHandlers({ hub, findMembership }: { hub: Hub; findMembership: FindMembership }) {
  const mayChange = countRates(undefined, 60_000)

  async function change(
    operation: ParsedInput<'extension.changeDirect'>['operation'],
    place: Place,
    carrier: Carrier,
    { sql, app, afterCommit }: AppContext,
  ) {
    const { conversationId, sequence } = carrier
    if (!mayChange(`${conversationId} ${sequence}`, changesPerMinute)) {
      throw new Refusal('extension_rate_limit', { allowed: changesPerMinute })
    }
    const { results, told } = await applyChange(sql, carrier, operation)
    if (told) {
      const content = { ...place, sequence, ...told, ...(carrier.receiverIds && { receiverIds: carrier.receiverIds }) }
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'message.extensionsChanged', content }))
    }
    return { results }
  }

  return {
    async 'extension.changeInGroup'({ groupId, topicId, sequence, operation }, context) {
      refuseWithoutExtensions(context)
      await lockApp(context.sql, context.app, 'revision')
      await refuseUnseen(context, findMembership, { groupId, topicId, sequence })
      const carrier = await carrierInGroup({ groupId, topicId, sequence }, context, lockMessageFacts)
      return change(operation, { groupId, topicId }, carrier, context)
    },

    async 'extension.changeDirect'({ operation, ...message }, context) {
      refuseWithoutExtensions(context)
      await lockApp(context.sql, context.app, 'revision')
      const between = { ...message, senderId: message.senderId ?? operatorOf(context) }
      refuseThird(context, between)
      const carrier = await carrierBetween(between, context, lockMessage)
      return change(operation, { userIds: [between.senderId, between.receiverId] }, carrier, context)
    },

    async 'extension.listInGroup'({ from, ...message }, context) {
      refuseWithoutExtensions(context)
      await refuseUnseen(context, findMembership, message)
      return list(await carrierInGroup(message, context, findMessageFacts), from, context)
    },

    async 'extension.listDirect'({ from, ...message }, context) {
      refuseWithoutExtensions(context)
      const between = { ...message, senderId: message.senderId ?? operatorOf(context) }
      refuseThird(context, between)
      return list(await carrierBetween(between, context, findMessage), from, context)
    },
  } satisfies Partial<Handlers>
}

/** What hangs on a message is for the members who see it. */
async function refuseUnseen(context: AppContext, findMembership: FindMembership, { sequence, ...place }: InGroup): Promise<void> {
  if (context.caller.kind !== 'user') return
  const { conversation, member } = await getPlace(context, findMembership, place)
  const seen = await listSeenNumbers(context.sql, conversation.conversationId, [sequence], viewOf(context, member!))
  if (seen.length === 0) throw new Refusal('extension_message_unknown')
}

function refuseThird({ caller }: AppContext, { senderId, receiverId }: { senderId: string; receiverId: string }): void {
  if (caller.kind === 'user' && caller.userId !== senderId && caller.userId !== receiverId) throw new Refusal('not_allowed')
}

function refuseWithoutExtensions({ limits }: AppContext): void {
  if (!limits.features.messageExtensions) throw new Refusal('extensions_not_on_plan')
}

/** The latest number comes first: a change between the two look-ups is listed, or listed again after that number, and never passed over. */
async function list(carrier: Carrier, from: number, { sql }: AppContext) {
  const { latestChange, clearedChange } = await findChanges(sql, carrier)
  const found = await listExtensions(sql, carrier, from, pageMax + 1)
  const extensions = found.slice(0, pageMax)
  const complete = found.length <= pageMax
  return { extensions, latestChange: complete ? latestChange : extensions.at(-1)!.change, clearedChange, complete }
}

type InGroup = Omit<ParsedInput<'extension.listInGroup'>, 'from'>
type Between = Omit<ParsedInput<'extension.listDirect'>, 'from' | 'senderId'> & { senderId: string }

async function carrierInGroup(
  { groupId, topicId, sequence }: InGroup,
  { sql, app, limits, now }: AppContext,
  find: typeof findMessageFacts,
) {
  if (topicId !== undefined) refuseForeignTopic(groupId, topicId)
  const conversation = await findConversation(sql, app.sdkAppId, topicId ?? groupId)
  if (!conversation) throw new Refusal('extension_message_unknown')
  const { conversationId } = conversation
  const facts = await find(sql, conversationId, [sequence], hiddenUntil(now, limits.historyDays))
  return carrierOf(app.sdkAppId, conversationId, facts.get(sequence))
}

async function carrierBetween(
  { senderId, receiverId, messageKey }: Between,
  { sql, app, limits, now }: AppContext,
  find: typeof findMessage,
) {
  const hidden = hiddenUntil(now, limits.historyDays)
  const key = directKey(senderId, receiverId)
  const found = await find(sql, app.sdkAppId, { ...parseKey(messageKey), key, senderId, hiddenUntil: hidden })
  if (!found) throw new Refusal('extension_message_unknown')
  const { conversationId, message } = found
  const facts = await findMessageFacts(sql, conversationId, [message.sequence], hidden)
  return carrierOf(app.sdkAppId, conversationId, facts.get(message.sequence))
}

function carrierOf(sdkAppId: number, conversationId: number, facts: MessageFacts | undefined): Carrier {
  if (!facts) throw new Refusal('extension_message_unknown')
  if (!facts.supportsExtensions) throw new Refusal('extensions_not_supported')
  const { sequence, day, senderId, receiverIds } = facts
  return { sdkAppId, conversationId, sequence, day, ...(receiverIds && { receiverIds: [...receiverIds, senderId] }) }
}
