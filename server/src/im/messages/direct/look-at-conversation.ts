import type { Conversation } from '@plenum/contract'
import { type AppContext, operatorOf } from '../../../road/context.ts'
import { type FindMembership, getKeptPlace, viewOf } from '../membership.ts'
import { hiddenUntil } from '../rules.ts'
import type { View } from '../seen-store.ts'
import { findSide } from './store.ts'

/** A conversation as the user who calls sees it. */
export interface Seen {
  conversationId: number
  view: View
}

/** null: the two have never spoken. */
export async function lookAtConversation(
  context: AppContext,
  findMembership: FindMembership,
  conversation: Conversation,
): Promise<Seen | null> {
  const { sql, app, limits, now } = context
  if (!('peerId' in conversation)) {
    const { conversation: found, member } = await getKeptPlace(context, findMembership, conversation)
    return { conversationId: found.conversationId, view: viewOf(context, member!) }
  }
  const userId = operatorOf(context)
  const side = await findSide(sql, app.sdkAppId, userId, conversation.peerId)
  if (!side) return null
  const { conversationId, clearedSequence } = side
  return { conversationId, view: { userId, clearedSequence, hiddenUntil: hiddenUntil(now, limits.historyDays) } }
}
