import { randomUUID } from 'node:crypto'
import { type BeforeCallback, Refusal } from '@plenum/contract'
import { createGate, type Gate } from '../../outbox/gate.ts'
import type { Answer, Poster } from '../../outbox/post.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'
import { tell } from '../../records/notices.ts'
import type { Activity } from '../../road/activity.ts'
import { type AppContext, StaleRevision } from '../../road/context.ts'
import { actingIn, addressOf, certificateOf } from './address.ts'
import type { KeepAsked } from './asked.ts'
import { createBreaker } from './breaker.ts'
import { notePause, type Settings } from './settings-store.ts'
import { receiverOf } from './target.ts'
import { readAnswer, type Said, verdictOf } from './verdict.ts'

const timeoutMs = 2_000
const inFlightMax = 20
/** More are not kept waiting: the policy holds at once. */
const waitingMax = 500
const answerBytesMax = 64 * 1024

interface Parts {
  sql: Database
  poster: Poster
  activity: Activity
  log: Log
  kept: Pick<KeepAsked, 'note'>
}

/** Asks an app before something happens, once and for 2 seconds at most. */
export function createAsker({ sql, poster, activity, log, kept }: Parts) {
  const gates = new Map<number, Gate>()
  const breaker = createBreaker()

  /** null: the app said nothing, and its policy is to go on. Refuses where its policy is to refuse. */
  return async function ask(context: AppContext, settings: Settings, command: BeforeCallback, fields: object): Promise<Said | null> {
    await refuseOldMemory(context)
    const { sdkAppId } = context.app
    const { now } = context
    const body = bodyOf(command, fields, now)
    const askedAt = technicalNow()
    const { answer, said } = await call(context, settings, command, body)
    const verdict = verdictOf(command, said, settings)
    kept.note({ receiver: receiverOf(sdkAppId), appId: sdkAppId, kind: command, body, at: now, askedAt, answer, verdict })
    if (verdict === 'unanswered_refused') throw new Refusal('callback_unanswered')
    return said
  }

  async function call(context: AppContext, settings: Settings, command: BeforeCallback, body: string): Promise<Called> {
    const { sdkAppId } = context.app
    const gate = gateOf(sdkAppId)
    if (gate.waiting >= waitingMax) return notAsked('too many calls wait')
    if (!breaker.mayAsk(sdkAppId)) return notAsked('the receiver has failed and is left alone for a moment')
    const deadline = performance.now() + timeoutMs
    const answer = await gate.pass(async (): Promise<Answer | null> => {
      const leftMs = Math.floor(deadline - performance.now())
      if (leftMs <= 0) return null
      const at = technicalNow()
      const { url, headers } = addressOf({ sdkAppId, settings, command, acting: actingIn(context), id: `ask_${randomUUID()}`, body, at })
      const answer = await poster.post({ url, headers, body, timeoutMs: leftMs, answerBytesMax, certificate: certificateOf(settings) })
      activity.callback(sdkAppId, answer.status !== null)
      return answer
    })
    const said = answer && readAnswer(answer)
    if (said) breaker.worked(sdkAppId)
    else await noteFailure(context, answer)
    return answer ? { answer, said } : notAsked('no call was free within 2 seconds')
  }

  function gateOf(sdkAppId: number): Gate {
    const gate = gates.get(sdkAppId) ?? createGate(inFlightMax)
    gates.set(sdkAppId, gate)
    return gate
  }

  /** The owner is told once an hour at most. */
  async function noteFailure({ app: { sdkAppId, accountId, name }, now }: AppContext, answer: Answer | null) {
    const pauseMs = breaker.failed(sdkAppId)
    if (pauseMs === 0) return
    const reason =
      answer === null
        ? 'too many calls are under way'
        : (answer.error ?? (answer.status === 200 ? 'an answer that is not JSON with an ErrorCode' : `status ${answer.status}`))
    const at = technicalNow()
    try {
      await notePause(sql, sdkAppId, { at, until: new Date(at.getTime() + pauseMs), reason })
      await tell(sql, {
        accountId,
        appId: sdkAppId,
        at: now,
        kind: 'callback.paused',
        cause: `callback paused:${sdkAppId}:${at.toISOString().slice(0, 13)}`,
        title: `The callbacks of ${name} are not answered`,
        text: `Five "before" callbacks in a row failed (${reason}). The receiver is left alone for a moment at a time, and what you chose for callbacks without an answer holds at once.`,
      })
    } catch (error) {
      log.warn({ err: error, sdkAppId }, 'the pause of callbacks was not noted')
    }
  }
}

/** Without a call nothing was said. */
interface Called {
  answer: Pick<Answer, 'status' | 'text' | 'error' | 'tookMs'>
  said: Said | null
}

const notAsked = (why: string): Called => ({ answer: { status: null, text: '', error: `not asked: ${why}`, tookMs: 0 }, said: null })

/** Who was told to ask elsewhere, or nobody any more, does so at the next request. */
export async function refuseOldMemory({ sql, app }: AppContext): Promise<void> {
  const [row] = await sql`select 1 from apps where id = ${app.sdkAppId} and revision = ${app.revision}`
  if (!row) throw new StaleRevision()
}

export type Ask = ReturnType<typeof createAsker>

/** Fields in the order of the dialect: the command first, the time last. */
export function bodyOf(command: string, fields: object, at: Date): string {
  return JSON.stringify({ CallbackCommand: command, ...fields, EventTime: at.getTime() })
}
