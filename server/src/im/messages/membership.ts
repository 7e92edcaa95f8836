import { type AppSettings, type GroupType, Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { getConversation } from './get-conversation.ts'
import { hiddenUntil } from './rules.ts'
import type { View } from './seen-store.ts'

interface Place {
  groupId: string
  topicId?: string | undefined
}

/** A member of a group, as far as messages go. */
export interface MembershipOf {
  type: GroupType
  role: 'Owner' | 'Admin' | 'Member'
  joinedAt: Date
  joinedSequence: number | null
  clearedSequence: number
}

/** null: no member. */
export type FindMembership = (sql: Sql, sdkAppId: number, place: Place, userId: string) => Promise<MembershipOf | null>

/** The conversation, and of a user who calls the membership: a group is nothing to whoever is not in it. */
export async function getPlace(context: AppContext, findMembership: FindMembership, place: Place) {
  return asMember(context, await findPlace(context, findMembership, place))
}

/** The same for what is done with messages after they were said. Nobody is a stored member of an audio-video group, which keeps none. */
export async function getKeptPlace(context: AppContext, findMembership: FindMembership, place: Place) {
  const found = await findPlace(context, findMembership, place)
  if (!found.conversation.keepsMessages) throw new Refusal('group_message_no_history')
  return asMember(context, found)
}

async function findPlace({ sql, app, caller }: AppContext, findMembership: FindMembership, place: Place) {
  const [conversation, member] = await Promise.all([
    getConversation(sql, app.sdkAppId, place),
    caller.kind === 'user' ? findMembership(sql, app.sdkAppId, place, caller.userId) : null,
  ])
  return { conversation, member }
}

function asMember<P extends { member: MembershipOf | null }>({ caller }: AppContext, place: P): P {
  if (caller.kind === 'user' && !place.member) throw new Refusal('not_a_member', { userId: caller.userId })
  return place
}

/** The owner of the app sets by type whether newcomers see what was said before. */
function seesWhatWasBefore({ type }: MembershipOf, { historyBeforeJoining }: AppSettings): boolean {
  return type === 'AVChatRoom' || historyBeforeJoining[type]
}

/** What of the messages of a group is for the member who calls. */
export function viewOf(context: AppContext, member: MembershipOf): View {
  const { app, limits, now } = context
  const seesAll = seesWhatWasBefore(member, app.settings)
  const { joinedAt, joinedSequence, clearedSequence } = member
  return {
    userId: operatorOf(context),
    hiddenUntil: hiddenUntil(now, limits.historyDays),
    clearedSequence: seesAll ? clearedSequence : Math.max(clearedSequence, joinedSequence ?? 0),
    seenFrom: seesAll || joinedSequence !== null ? null : joinedAt,
  }
}
