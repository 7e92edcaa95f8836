import { type GroupRules, isCommunityId, type Message, Refusal } from '@plenum/contract'
import { write } from '../../outbox/store.ts'
import type { AppContext, Handlers, Request } from '../../road/context.ts'
import { refuseForeignTopic } from './get-conversation.ts'
import { accepted } from './lanes/accepted.ts'
import { openGroupGate } from './lanes/group-gate.ts'
import { judgeDropped } from './lanes/judge-dropped.ts'
import type { Lanes } from './lanes/lanes.ts'
import { openMessageRates, ratesOfPriorities } from './message-rate.ts'
import { checked, refuseTooManyMentions } from './rules.ts'

interface Parts {
  lanes: Lanes
  presence: {
    /** The audio-video groups a user is in: they store no members. */
    avGroupIdsOf(sdkAppId: number, userId: string): string[]
  }
  /** Refuses where messages of this group may not ask for receipts. */
  refuseReceipts(context: AppContext, groupId: string): Promise<void>
  /** Refuses users in whose absence an audio-video group goes on. */
  refuseAbsent(context: AppContext, groupId: string): Promise<void>
}

export function sendingHandlers({ lanes, presence, refuseReceipts, refuseAbsent }: Parts) {
  const rate = countMessages()

  return {
    async 'message.send'({ groupId, topicId, onlineOnly, mentions, receiverIds, withoutCallbacks: _, ...said }, context) {
      const { app, caller, limits, now, day, sql, alongside } = context
      const senderId = said.senderId ?? (caller.kind === 'app' ? caller.userId : '')
      const byUser = caller.kind === 'user'
      const isPresent = byUser && presence.avGroupIdsOf(app.sdkAppId, senderId).includes(groupId)
      const forMembers = receiverIds.length > 0 || mentions.some((mention) => 'all' in mention)
      const { bytes, bodyText } = checked(said)
      refuseTooManyMentions(mentions)
      if (onlineOnly && (said.noUnread || said.noLastMessage)) {
        throw new Refusal('bad_input', { reason: 'SendMsgControl: an online-only message is neither unread nor the last one.' })
      }
      if (receiverIds.length > 0 && !limits.features.targetedGroupMessages) throw new Refusal('group_not_supported')
      if (topicId !== undefined) refuseForeignTopic(groupId, topicId)
      if (forMembers && isCommunityId(groupId)) throw new Refusal('group_not_supported')
      if (said.needsReceipt) {
        if (onlineOnly) throw new Refusal('receipt_online_only')
        await refuseReceipts(context, groupId)
      }
      if (byUser) await refuseAbsent(context, groupId)
      const key = topicId ?? groupId
      if (!(await rate.mayPass(context, { groupId, key, priority: said.priority }))) {
        const memberOf = byUser && !isPresent ? groupId : null
        const before = await judgeDropped(sql, { app, key, senderId, random: said.random, now, memberOf })
        if (!before && alongside) await write(sql, await alongside(sql, { outcome: 'dropped' }))
        return before
          ? { ...before, at: before.at.toISOString(), dropped: false }
          : { sequence: null, at: now.toISOString(), dropped: true }
      }

      const written = await lanes.send(
        {
          sdkAppId: app.sdkAppId,
          revision: app.revision,
          to: topicId === undefined ? { kind: 'group', groupId } : { kind: 'topic', groupId, topicId },
          at: now,
          day,
          message: {
            senderId,
            random: said.random,
            priority: said.priority,
            body: said.body,
            cloudCustomData: said.cloudCustomData,
            ...(mentions.length > 0 && { mentions }),
            ...(receiverIds.length > 0 && { receiverIds }),
            ...(said.noUnread && { noUnread: true }),
            ...(said.noLastMessage && { noLastMessage: true }),
            ...(said.supportsExtensions && { supportsExtensions: true }),
            ...(said.needsReceipt && { needsReceipt: true }),
          },
          bodyText,
          onlineOnly,
          ...(alongside && { alongside }),
          forMembers,
          ...(carriesAny(app.groupRules) && { carries: app.groupRules.carriedFields }),
          ...(caller.kind === 'user' ? { byUser, isPresent, platform: caller.platform } : { byAdministrator: app.admins.has(senderId) }),
          ...(said.offlinePush && { delivery: { offlinePush: said.offlinePush } }),
        },
        bytes,
      )
      if (written.outcome === 'not_member') rate.giveBack(context, key, said.priority)
      if (written.outcome === 'group_unknown' && topicId !== undefined) throw new Refusal('topic_unknown')
      const { sequence, at } = accepted(written, { senderId })
      return { sequence, at: at.toISOString(), dropped: false }
    },
  } satisfies Partial<Handlers>
}

const carriesAny = ({ carriedFields: { group, member } }: GroupRules) => group.length + member.length > 0

/** A call that is run again because its app had changed counts once, unless it was dropped: the rate may be another one now. */
function countMessages() {
  const gate = openGroupGate()
  const allowedIn = openMessageRates()
  const passed = new WeakSet<Request>()
  const nameOf = ({ app }: AppContext, key: string) => `${app.sdkAppId} ${key}`
  return {
    async mayPass(context: AppContext, { groupId, key, priority }: { groupId: string; key: string; priority: Message['priority'] }) {
      const { request } = context
      if (passed.has(request)) return true
      const passes = gate.mayPass(nameOf(context, key), priority, await allowedIn(context, groupId), ratesOfPriorities(context.app.rates))
      if (passes) passed.add(request)
      return passes
    },
    giveBack: (context: AppContext, key: string, priority: Message['priority']) => gate.giveBack(nameOf(context, key), priority),
  }
}
