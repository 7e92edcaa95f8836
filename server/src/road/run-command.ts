import { createHash } from 'node:crypto'
import { addDays, billingDay, type Limits } from '@plenum/billing'
import { type Command, type CommandName, commands, type Output, Refusal } from '@plenum/contract'
import { write } from '../outbox/store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Sql } from '../platform/database.ts'
import { DatabaseAway, isOfDatabase } from '../platform/database-errors.ts'
import type { Log } from '../platform/log.ts'
import { lastChange, loadAppInMemory } from './app-in-memory.ts'
import type { AppStates } from './app-states.ts'
import type { Companion, Companions } from './companions.ts'
import {
  type Alongside,
  type AppContext,
  type AppInMemory,
  type Caller,
  type Context,
  type Handlers,
  type Installation,
  type Request,
  StaleRevision,
} from './context.ts'
import { DayClosed, holdDay } from './days.ts'
import { inForceOn } from './in-force.ts'
import { retried } from './retried.ts'
import { mayDo, maySee } from './rights.ts'

interface Parts {
  sql: Database
  clock: Clock
  installation: Installation
  handlers: Handlers
  /** Refuses what no command about an app may name, such as ids that belong to something else. */
  admitInput(input: unknown, limits: Limits): void
  /** Of all commands about apps. */
  companions?: Companions
  states: AppStates
  log: Log
  onCommand?: (name: string, outcome: string, seconds: number) => void
}

export interface Call {
  caller: Caller
  request: Request
  /** Of an app's server: the app as the door admitted it. */
  app?: AppInMemory
  answerHeaders?: Headers
}

/** What waits for the end of a run, with what it failed with. */
type Ending = (error: unknown) => void
type AnyHandler = (input: unknown, context: Context | AppContext) => Promise<unknown>

/** The one road every command takes. */
export function createRoad({ sql, clock, installation, handlers, admitInput, companions = {}, states, log, onCommand }: Parts) {
  const ofTheDay = new WeakMap<AppInMemory, { day: string; inForce: Pick<AppContext, 'app' | 'limits'> }>()
  let present = { minute: Number.NaN, day: '' }

  /** `openFrom`: the first day that was open when a day before proved closed; a clock that was set back stays behind it. */
  async function run(name: CommandName, rawInput: unknown, call: Call, openFrom: string, endings: Ending[]): Promise<unknown> {
    const spec: Command = commands[name]
    const handler: AnyHandler = async (input, context) => {
      if ('limits' in context) admitInput(input, context.limits)
      return (handlers[name] as AnyHandler)(input, context)
    }
    const { caller } = call

    if (!spec.callers.includes('anyone') && (caller.kind === 'service' || !spec.callers.includes(caller.kind))) {
      throw new Refusal(caller.kind === 'anyone' ? 'not_signed_in' : 'not_allowed')
    }
    if (spec.right === 'operator' && !mayDo(caller, 'operator')) throw new Refusal('not_allowed')
    let input = parse(spec, caller.kind === 'user' ? ownInput(spec, rawInput, caller.userId) : rawInput)
    const sdkAppId = (input as { sdkAppId?: number }).sdkAppId
    const personsApp = caller.kind === 'person' && sdkAppId !== undefined ? await visibleApp(sql, caller, sdkAppId) : undefined
    if (spec.right && !mayDo(caller, spec.right, personsApp)) throw new Refusal('not_allowed')

    const now = clock.now()
    const today = dayOf(now)
    const day = today < openFrom ? openFrom : today
    const afterCommit: (() => void | Promise<void>)[] = []
    let alongside: Alongside | null = null
    const contextWith = (tx: Sql, app: AppInMemory | undefined): Context | AppContext => ({
      caller,
      now,
      day,
      sql: tx,
      pool: sql,
      installation,
      request: call.request,
      answerHeaders: call.answerHeaders ?? new Headers(),
      afterCommit: (task) => afterCommit.push(task),
      ...(alongside && { alongside }),
      ...(app && inForce(app, day)),
    })

    const companion = companions[name] as Companion | undefined
    let finish = (answer: unknown) => answer
    const accompanied = companion && (personsApp ?? call.app)
    if (accompanied) {
      if (personsApp) admit(spec, personsApp)
      const context = contextWith(sql, accompanied) as AppContext
      admitInput(input, context.limits)
      const asked = await companion.ask?.(input, context)
      if (asked?.release) endings.push(asked.release)
      if (asked && 'answer' in asked) return asked.answer
      if (asked && 'input' in asked) input = asked.input
      finish = asked?.finish ?? finish
      alongside = (await companion.tell?.(input, context)) ?? null
    }

    if (spec.effect === 'write') {
      const answer = await retried(() => {
        afterCommit.length = 0
        return sql.begin(async (tx) => {
          const before = await answeredBefore(tx, name, input, caller, now)
          if (before) return before.answer
          if (spec.billed) await holdDay(tx, day)
          const app = personsApp ? await lockApp(tx, spec, caller, personsApp, input) : call.app
          // What goes along was decided from the app as it was.
          if (accompanied && app?.revision !== accompanied.revision) throw new StaleRevision()
          const answer = await handler(input, contextWith(tx, app))
          if (alongside) await write(tx, await alongside(tx, answer))
          await rememberAnswer(tx, input, caller, answer)
          return answer
        })
      }).catch(async (error: unknown) => {
        if (accompanied && companion?.refused && error instanceof Refusal) {
          await write(sql, await companion.refused(input, contextWith(sql, accompanied) as AppContext, error))
        }
        throw error
      })
      for (const task of afterCommit) {
        await Promise.resolve()
          .then(task)
          .catch((error: unknown) => log.error({ err: error, command: name }, 'after the commit'))
      }
      return finish(answer)
    }

    const app = personsApp ?? call.app
    if (personsApp) admit(spec, personsApp)
    // Whoever waits in a lane is retried there, with its neighbours.
    if (spec.effect === 'lane') return finish(await handler(input, contextWith(sql, app)))
    if (spec.effect === 'statement') return finish(await retried(() => handler(input, contextWith(sql, app))))
    if (call.app) {
      // Both at once. A refusal of the handler may come first: `withApp` confirms it before it leaves.
      const [, answer] = await Promise.all([states.confirm(call.app), handler(input, contextWith(sql, app))])
      return answer
    }
    return handler(input, contextWith(sql, app))
  }

  /** Configuration and limits are those of the price book of the day. The same for every call that finds the same app in memory. */
  function inForce(app: AppInMemory, day: string) {
    const known = ofTheDay.get(app)
    if (known?.day === day) return known.inForce
    const inForce = inForceOn(app, day, installation)
    ofTheDay.set(app, { day, inForce })
    return inForce
  }

  /** Every civil day begins with a minute. */
  function dayOf(now: Date): string {
    const minute = Math.floor(now.getTime() / 60_000)
    if (present.minute !== minute) present = { minute, day: billingDay(now, installation.timeZone) }
    return present.day
  }

  /** What one may not see and what does not exist give the same answer. */
  async function visibleApp(from: Sql, caller: Caller, sdkAppId: number): Promise<AppInMemory> {
    const app = await loadAppInMemory(from, sdkAppId)
    if (!app || !maySee(caller, app)) throw new Refusal('not_found')
    return app
  }

  /** What is billed concerns the account too: its row comes before that of its app. The tag by which the caller saw it may be gone by then. */
  async function lockApp(
    tx: Sql,
    spec: Command,
    caller: Caller,
    { sdkAppId, accountId }: AppInMemory,
    input: unknown,
  ): Promise<AppInMemory> {
    if (spec.billed) await tx`select 1 from accounts where id = ${accountId} for no key update`
    await tx`select 1 from apps where id = ${sdkAppId} for update`
    const app = await visibleApp(tx, caller, sdkAppId)
    const { expectedRevision } = input as { expectedRevision?: number }
    if (expectedRevision !== undefined && expectedRevision !== app.revision) {
      throw new Refusal('changed_meanwhile', { revision: app.revision, ...(await lastChange(tx, sdkAppId)) })
    }
    admit(spec, app)
    return app
  }

  return {
    states,
    clock,
    withApp: states.withApp,

    async runCommand<N extends CommandName>(name: N, input: unknown, call: Call): Promise<Output<N>> {
      if (!Object.hasOwn(commands, name)) throw new Refusal('unknown_command')
      const startedAt = performance.now()
      let outcome = 'ok'
      try {
        // A person's command loads the app afresh, so running it again is enough when a statement met another revision.
        let openFrom = ''
        for (let attempt = 0; ; attempt++) {
          const endings: Ending[] = []
          try {
            const answer = (await run(name, input, call, openFrom, endings)) as Output<N>
            for (const end of endings) end(null)
            return answer
          } catch (error) {
            for (const end of endings) end(error)
            if (error instanceof DayClosed && attempt < 7) {
              openFrom = addDays(error.closedThrough, 1)
              continue
            }
            if (!(error instanceof StaleRevision) || call.app || attempt === 7) throw error
          }
        }
      } catch (error) {
        outcome =
          error instanceof Refusal ? error.code : error instanceof StaleRevision ? 'stale' : isOfDatabase(error) ? 'database' : 'internal'
        // What only looks has done nothing, whenever the connection was lost.
        throw error instanceof DatabaseAway && commands[name].effect === 'read' ? new DatabaseAway('nothing', error.cause) : error
      } finally {
        onCommand?.(name, outcome, (performance.now() - startedAt) / 1000)
      }
    },
  }
}

export type Road = ReturnType<typeof createRoad>

/** A user acts for nobody else. */
function ownInput({ self }: Command, input: unknown, userId: string): unknown {
  if (self === undefined || typeof input !== 'object' || input === null) return input
  const named = (input as Record<string, unknown>)[self]
  if (named !== undefined && named !== userId) throw new Refusal('not_allowed')
  return { ...input, [self]: userId }
}

function parse(spec: Command, input: unknown): unknown {
  const parsed = spec.input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const field = issue.path.join('.')
  throw new Refusal('bad_input', { field, reason: field ? `${field}: ${issue.message}` : issue.message })
}

/** Is the app in a status this command is for? */
function admit(spec: Command, app: AppInMemory): void {
  const wanted = spec.app ?? (spec.effect === 'read' ? 'kept' : 'enabled')
  if (wanted === 'any' || app.status === 'enabled') return
  if (app.status === 'deleted' || app.status === 'purged') throw new Refusal('app_deleted')
  if (wanted === 'enabled') throw new Refusal(app.status === 'suspended' ? 'app_suspended' : 'app_disabled')
}

/** The first of two equal requests writes the row; the other waits for its commit here and gets its answer. */
async function answeredBefore(tx: Sql, command: string, input: unknown, caller: Caller, now: Date): Promise<{ answer: unknown } | null> {
  const { requestId } = input as { requestId?: string }
  if (!requestId || caller.kind !== 'person') return null
  const inputHash = createHash('sha256').update(JSON.stringify(input)).digest('hex')
  const inserted = await tx`
    insert into command_requests (account_id, request_id, command, input_hash, at)
    values (${caller.accountId}, ${requestId}, ${command}, ${inputHash}, ${now})
    on conflict do nothing returning 1`
  if (inserted.length > 0) return null
  const [row] = await tx<{ command: string; inputHash: string; answer: unknown }[]>`
    select command, input_hash, answer from command_requests where account_id = ${caller.accountId} and request_id = ${requestId}`
  if (row!.command !== command || row!.inputHash !== inputHash) throw new Refusal('request_id_reused')
  return { answer: row!.answer }
}

async function rememberAnswer(tx: Sql, input: unknown, caller: Caller, answer: unknown): Promise<void> {
  const { requestId } = input as { requestId?: string }
  if (!requestId || caller.kind !== 'person') return
  await tx`
    update command_requests set answer = ${tx.json(answer as never)}
    where account_id = ${caller.accountId} and request_id = ${requestId}`
}
