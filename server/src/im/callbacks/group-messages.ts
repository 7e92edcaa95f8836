import { type GroupType, type ParsedInput, type RefusalCode, refusals } from '@plenum/contract'
import type { Hub } from '../../platform/hub.ts'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { findGroups } from '../groups/store.ts'
import type { Written } from '../messages/lanes/write-batch.ts'
import { refuseWhoMayNotSpeak } from '../messages/may-speak.ts'
import { checkedBytes } from '../messages/rules.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import { keys, leavesOut, secondsOf, told } from './told.ts'
import { takeTurns } from './turns.ts'
import { ofGroups, readContent, refuseUnlessAllowed, type Said } from './verdict.ts'

type Send = ParsedInput<'message.send'>

/** Messages of groups and topics. */
export function groupMessageCompanions({ settingsOf, ask, spelling, refuseAbsent, hub }: Parts): Companions {
  const take = takeTurns()
  const answered = rememberAnswers<Said | null>()
  const typeOf = rememberTypes(hub)

  const fieldsOf = (input: Send, context: AppContext, type: GroupType) => ({
    GroupId: input.groupId,
    Type: spelling.groupType(type),
    From_Account: input.senderId ?? operatorOf(context),
    Operator_Account: operatorOf(context),
    Random: input.random,
    OnlineOnlyFlag: input.onlineOnly && type !== 'AVChatRoom' ? 1 : 0,
    MsgBody: input.body,
    CloudCustomData: input.cloudCustomData,
    ...(input.topicId !== undefined && { TopicId: input.topicId }),
  })

  return {
    'message.send': {
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeSendMsg') || leavesOut(input, context, 'before')) return null
        checkedBytes(input)
        const { app, request, now, sql, caller } = context
        const { groupId, topicId } = input
        const senderId = input.senderId ?? operatorOf(context)
        const release = await take(`${app.sdkAppId} ${topicId ?? groupId} ${senderId}`, request)
        try {
          const said = await answered(request, async () => {
            await refuseAbsent(context, groupId)
            const type = await refuseWhoMayNotSpeak(sql, { app, groupId, topicId, senderId, forOthers: caller.kind === 'app', now })
            return ask(context, settings, 'Group.CallbackBeforeSendMsg', fieldsOf(input, context, type))
          })
          if (!said) return { release }
          // The sender sees what one sees whose message is not kept.
          if (said.code === 2) return { answer: { sequence: null, at: now.toISOString(), dropped: false }, release }
          refuseUnlessAllowed(said, ofGroups)
          return { input: { ...input, ...readContent(said) }, release }
        } catch (error) {
          release(error)
          throw error
        }
      },

      async tell(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterSendMsg', 'Group.CallbackSendMsgException')) return null
        if (leavesOut(input, context, 'after')) return null
        const { groupId, topicId } = input
        const type = await typeOf(context, groupId)
        if (!type) return null
        const fields = fieldsOf(input, context, type)
        const key = keys.group(topicId ?? groupId)
        return async (_, outcome) => {
          const written = outcome as Written | { outcome: 'dropped' }
          switch (written.outcome) {
            case 'sent':
            case 'passed': {
              const said = { ...fields, MsgSeq: written.sequence ?? 0, MsgTime: secondsOf(written.at) }
              return told(context, settings, 'Group.CallbackAfterSendMsg', key, said)
            }
            // Told when it was said first, or when it is run again.
            case 'duplicate':
            case 'stale':
              return []
            default: {
              const failure = failureOf(written.outcome)
              return told(context, settings, 'Group.CallbackSendMsgException', key, { ...fields, ...failure })
            }
          }
        }
      },
    },

    'message.recall': {
      async tell({ groupId, topicId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterRecallMsg')) return null
        const group = (await findGroups(context.sql, context.app.sdkAppId, [groupId])).get(groupId)
        if (!group) return null
        return async (_, outcome) => {
          const { results } = outcome as { results: { sequence: number; outcome: string }[] }
          const recalled = results.filter((result) => result.outcome === 'recalled')
          if (recalled.length === 0) return []
          return told(context, settings, 'Group.CallbackAfterRecallMsg', keys.group(topicId ?? groupId), {
            GroupId: groupId,
            Type: spelling.groupType(group.type),
            Operator_Account: operatorOf(context),
            MsgSeqList: recalled.map(({ sequence }) => ({ MsgSeq: sequence })),
            ...(topicId !== undefined && { TopicId: topicId }),
          })
        }
      },
    },
  }
}

/** Why a message did not go, with the number its sender gets. */
function failureOf(outcome: string): { ErrorCode: number; ErrorInfo: string } {
  if (outcome === 'dropped') return { ErrorCode: 10023, ErrorInfo: 'Messages of the group come too fast.' }
  const codes: Record<string, RefusalCode> = { muted: 'sender_muted', not_member: 'not_a_member', not_supported: 'group_not_supported' }
  const code = codes[outcome] ?? (outcome in refusals ? (outcome as RefusalCode) : 'internal')
  return { ErrorCode: refusals[code].number, ErrorInfo: outcome }
}

const typesMax = 10_000
const typeKnownMs = 60_000

/** Only a group that takes the id of another may have another type unheard, which is seen a minute later. */
function rememberTypes(hub: Hub) {
  const known = new Map<string, { type: GroupType; atMs: number }>()
  hub.listen(({ sdkAppId, name, content }) => {
    if (name === 'group.changed' && content.changes.type) known.delete(`${sdkAppId} ${content.groupId}`)
  })
  return async ({ sql, app }: AppContext, groupId: string): Promise<GroupType | null> => {
    const key = `${app.sdkAppId} ${groupId}`
    const remembered = known.get(key)
    if (remembered && performance.now() - remembered.atMs < typeKnownMs) return remembered.type
    const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
    known.delete(key)
    if (!group) return null
    known.set(key, { type: group.type, atMs: performance.now() })
    if (known.size > typesMax) known.delete(known.keys().next().value!)
    return group.type
  }
}
