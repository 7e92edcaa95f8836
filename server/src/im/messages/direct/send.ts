import { billingDay } from '@plenum/billing'
import { type Output, type ParsedInput, Refusal } from '@plenum/contract'
import { type AppContext, type Handlers, type Request, StaleRevision } from '../../../road/context.ts'
import { accepted } from '../lanes/accepted.ts'
import type { Lanes } from '../lanes/lanes.ts'
import type { Outgoing } from '../lanes/write-batch.ts'
import { checked, checkedBytes, hiddenUntil } from '../rules.ts'
import { countClientSequences, keyOf, madeUpSequence } from './rules.ts'

const lifeSecondsMax = 7 * 24 * 60 * 60
/** Clocks of other machines are not quite ours. */
const clockSkewMs = 60_000

type Said = Omit<ParsedInput<'direct.send'>, 'receiverId' | 'withoutCallbacks'>
type Failed = Output<'direct.sendMany'>['failed'][number]['code']

/** One message on its way to many. */
interface Round {
  clientSequence: number
  at: Date
  day: string
  sent: Set<string>
  /** Of what had been said to somebody before, without a MsgSeq; what is new has the key of the round. */
  before: { at: Date; clientSequence: number } | null
  isNew: boolean
  failed: Map<string, Failed>
}

export function sendingHandlers({ lanes }: { lanes: Lanes }) {
  const nextClientSequence = countClientSequences()
  /** Of a call that is run again because its app had changed: who has it already does not get it twice. */
  const begun = new WeakMap<Request, Round>()

  return {
    async 'direct.send'({ receiverId, withoutCallbacks: _, ...said }, context) {
      const clientSequence = said.clientSequence ?? madeUpSequence(context.request)
      const { outgoing, bytes } = prepared(said, context)
      const { senderId } = outgoing.message
      const { alongside } = context
      const to = { kind: 'direct', receiverId, clientSequence } as const
      const written = await lanes.send({ ...outgoing, to, ...(alongside && { alongside }) }, bytes)
      if (written.outcome === 'blocked' && context.app.settings.blockedSendsSucceed) {
        return { ...answerOf(wholeSecond(context.now), clientSequence, said.random), sequence: null }
      }
      const { at, sequence, clientSequence: answered } = accepted(written, { senderId, receiverId })
      return { ...answerOf(at, answered ?? clientSequence, said.random), sequence }
    },

    async 'direct.sendMany'({ receiverIds, ...said }, context) {
      const { now, day, request } = context
      const round = begun.get(request) ?? {
        clientSequence: said.clientSequence ?? nextClientSequence(),
        at: now,
        day,
        sent: new Set(),
        before: null,
        isNew: false,
        failed: new Map(),
      }
      begun.set(request, round)
      const { clientSequence, at, sent, failed } = round
      const { outgoing, bytes } = prepared(said, { ...context, now: at, day: round.day })
      const { senderId } = outgoing.message
      const receivers = [...new Set(receiverIds)]
      let isStale = false

      await Promise.all(
        receivers.map(async (receiverId) => {
          if (sent.has(receiverId) || failed.has(receiverId)) return
          try {
            const written = accepted(await lanes.send({ ...outgoing, to: { kind: 'direct', receiverId, clientSequence } }, bytes), {
              senderId,
              receiverId,
            })
            sent.add(receiverId)
            if (written.outcome === 'duplicate')
              round.before ??= { at: written.at, clientSequence: written.clientSequence ?? clientSequence }
            else round.isNew = true
          } catch (error) {
            if (error instanceof StaleRevision) isStale = true
            else failed.set(receiverId, failureOf(error))
          }
        }),
      )
      if (isStale) throw new StaleRevision()
      const named = (!round.isNew && round.before) || round
      return {
        ...answerOf(named.at, named.clientSequence, said.random),
        sent: sent.size,
        failed: [...failed].map(([receiverId, code]) => ({ receiverId, code })),
      }
    },

    async 'direct.import'({ senderId, receiverId, live, ...said }, { app, limits, now, installation }) {
      const at = new Date(said.at)
      const bytes = checkedBytes(said)
      if (at <= hiddenUntil(now, limits.historyDays) || at.getTime() > now.getTime() + clockSkewMs)
        throw new Refusal('message_time_invalid')
      const clientSequence = said.clientSequence ?? nextClientSequence()
      const written = await lanes.send(
        {
          sdkAppId: app.sdkAppId,
          revision: app.revision,
          to: { kind: 'direct', receiverId, clientSequence },
          at,
          day: billingDay(at, installation.timeZone),
          message: {
            senderId,
            random: said.random,
            priority: 'Normal',
            body: said.body,
            cloudCustomData: said.cloudCustomData,
            ...(!live && { noUnread: true }),
          },
          imported: true,
          silent: !live,
        },
        bytes,
      )
      return answerOf(accepted(written, { senderId, receiverId }).at, clientSequence, said.random)
    },
  } satisfies Partial<Handlers>
}

/** Everything but the receiver. */
function prepared(said: Said, { app, caller, now, day }: AppContext): { outgoing: Omit<Outgoing, 'to'>; bytes: number } {
  const byUser = caller.kind === 'user'
  const { bytes, bodyText } = checked(said)
  if (said.lifeSeconds !== undefined && said.lifeSeconds > lifeSecondsMax)
    throw new Refusal('message_life_too_long', { allowed: lifeSecondsMax })
  return {
    bytes,
    outgoing: {
      sdkAppId: app.sdkAppId,
      revision: app.revision,
      at: now,
      day,
      message: {
        senderId: said.senderId ?? (caller.kind === 'app' ? caller.userId : ''),
        random: said.random,
        priority: 'Normal',
        body: said.body,
        cloudCustomData: said.cloudCustomData,
        ...(said.notForSender && !byUser && { notForSender: true }),
        ...(said.noUnread && { noUnread: true }),
        ...(said.noLastMessage && { noLastMessage: true }),
        ...(said.supportsExtensions && { supportsExtensions: true }),
        ...(said.needsReceipt && { needsReceipt: true }),
      },
      bodyText,
      onlineOnly: said.lifeSeconds === 0,
      isNumberMadeUp: said.clientSequence === undefined && said.lifeSeconds !== 0,
      ...(caller.kind === 'user' && { byUser, platform: caller.platform, friendsOnly: app.settings.friendsOnly }),
      delivery: {
        ...(said.offlinePush && { offlinePush: said.offlinePush }),
        ...((said.copyToSender || byUser) && { copyToSender: true }),
        ...(said.heedsMute && { heedsMute: true }),
      },
    },
  }
}

function wholeSecond(at: Date): Date {
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}

function answerOf(at: Date, clientSequence: number, random: number) {
  return { messageKey: keyOf({ clientSequence, random, at }), at: at.toISOString() }
}

/** What concerns one receiver only; everything else concerns the call. */
function failureOf(error: unknown): Failed {
  if (error instanceof Refusal && error.code === 'receiver_unknown') return 'user_unknown'
  if (error instanceof Refusal && error.code === 'busy') return 'busy'
  throw error
}
