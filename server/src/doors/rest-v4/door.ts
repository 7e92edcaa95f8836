import { Refusal } from '@plenum/contract'
import { Counter } from 'prom-client'
import type { Clock } from '../../platform/clock.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { countRates } from '../../platform/rates.ts'
import type { Activity } from '../../road/activity.ts'
import type { AppInMemory, Request as Origin } from '../../road/context.ts'
import { refuseOutOfService } from '../../road/in-service.ts'
import type { RecentCalls } from '../../road/recent-calls.ts'
import type { Road } from '../../road/run-command.ts'
import { rememberUserSigs } from '../../road/usersig-memory.ts'
import type { Explain } from '../http/explain.ts'
import { admitCaller, allowedRate, askedApp, askedPath, askedQuery, type V4Request } from './admission.ts'
import { parseBody, readBody } from './body.ts'
import type { AnswerBody, Endpoint, Service } from './dialect/endpoint.ts'
import { numberOf } from './dialect/numbers.ts'
import { services } from './services/services.ts'

interface Parts extends Pick<Road, 'withApp' | 'runCommand'> {
  clock: Clock
  metrics: Metrics
  explain: Explain
  calls: Pick<RecentCalls, 'note'>
  activity: Pick<Activity, 'restCall'>
}

/** `POST /v4/{service}/{command}`: the answer is always HTTP 200, and its text has always the three fields of the envelope. */
export function createV4Door({ withApp, runCommand, clock, metrics, explain, calls, activity }: Parts) {
  const table = new Map(services.flatMap((service) => service.endpoints.map((endpoint) => [endpoint.path, { service, endpoint }] as const)))
  const userSigs = rememberUserSigs()
  const mayCall = countRates()
  const refused = new Counter({
    name: 'plenum_v4_refusals_total',
    help: 'Refusals of the public REST dialect, by path and ErrorCode',
    labelNames: ['path', 'code'],
    registers: [metrics.registry],
  })

  return async function answer(request: V4Request, origin: Origin): Promise<string> {
    let asked: { service: Service; endpoint: Endpoint } | undefined
    let of: { sdkAppId: number; userId: string } | undefined
    const startedAt = performance.now()
    const note = (number: number, explanation: string) => {
      if (!asked || !of) return
      activity.restCall(of.sdkAppId, number === 0)
      const milliseconds = Math.round(performance.now() - startedAt)
      calls.note(of.sdkAppId, { at: clock.now(), path: asked.endpoint.path, userId: of.userId, number, explanation, milliseconds })
    }
    try {
      asked = table.get(askedPath(request))
      if (!asked) throw new Refusal('unknown_command')
      const { service, endpoint } = asked
      const body = await call(endpoint, request, origin, (sdkAppId, userId) => {
        of = { sdkAppId, userId }
      })
      const text = JSON.stringify({ ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0, ...service.envelope, ...body })
      if (service.answerBytesMax && Buffer.byteLength(text) > service.answerBytesMax) throw new Refusal('group_answer_too_large')
      note(0, '')
      return text
    } catch (error) {
      const refusal = explain(error, origin.requestId)
      const code = numberOf(refusal, asked)
      refused.inc({ path: asked?.endpoint.path ?? 'unknown', code })
      note(code, refusal.message)
      return JSON.stringify({ ActionStatus: 'FAIL', ErrorInfo: refusal.message, ErrorCode: code, ...asked?.service.envelope })
    }
  }

  function call(
    endpoint: Endpoint,
    request: V4Request,
    origin: Origin,
    onApp: (sdkAppId: number, userId: string) => void,
  ): Promise<AnswerBody> {
    const query = askedQuery(request)
    const read = once(() => readBody(request, endpoint))
    /** The rate under which the call passed, and when. */
    let passed: { allowed: number; atMs: number } | null = null
    const withinRate = (app: AppInMemory) => {
      const allowed = allowedRate(app, endpoint)
      if (passed?.allowed === allowed) return
      const before = passed && { passedAtMs: passed.atMs }
      passed = null
      if (!mayCall(`${app.sdkAppId} ${endpoint.path}`, allowed, before ?? {})) throw new Refusal('rate_limit', { allowed })
      passed = { allowed, atMs: performance.now() }
    }
    // Runs again when the app had been changed and memory did not know: what must happen once stands in `once`, and a call counts once.
    return withApp(askedApp(query), async (app) => {
      onApp(app.sdkAppId, query.get('identifier') ?? '')
      refuseOutOfService(app)
      const userId = admitCaller(app, query, userSigs, clock.now())
      withinRate(app)
      const body = parseBody(endpoint.body, await read())
      const caller = { kind: 'app', sdkAppId: app.sdkAppId, userId } as const
      const output = await runCommand(endpoint.command, endpoint.toInput(body, query), { caller, request: origin, app })
      return endpoint.toBody(output, body, { sdkAppId: app.sdkAppId, callerId: userId })
    })
  }
}

/** Done once it has succeeded; a failure may be tried again. */
function once<A extends unknown[], T>(work: (...given: A) => T): (...given: A) => T {
  let done: { value: T } | undefined
  return (...given) => {
    done ??= { value: work(...given) }
    return done.value
  }
}
