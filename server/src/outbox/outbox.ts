import { randomUUID } from 'node:crypto'
import { technicalNow } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { DatabaseWatch } from '../platform/database-trouble.ts'
import type { Log } from '../platform/log.ts'
import { createGate, type Gate } from './gate.ts'
import { gatherWrites } from './gather.ts'
import type { Answer, Poster } from './post.ts'
import * as store from './store.ts'
import { type FindTarget, pauseAfter, type Target } from './target.ts'

const wakeEveryMs = 500
/** Longer than any call. */
const leaseMs = 15_000
const renewBeforeMs = leaseMs - 2_000
const lookAgainMs = 20
/** What waits behind a failure is not taken up, so that there is too much of it is not seen by looking. */
const countEveryMs = 10_000
const portion = 200
const inFlightOfAllMax = 200
const answerBytesMax = 2_048
const forgetPortion = 5_000
const hourMs = 3_600_000

interface Parts {
  sql: Database
  poster: Poster
  log: Log
  database: DatabaseWatch
  findTarget: FindTarget
}

/** A receiver whose lease this process has. */
interface Line {
  receiver: string
  heldUntil: number
  ids: Set<number>
  keys: Set<string>
  gate: Gate | undefined
  /** A look into what waits is under way. */
  looking: boolean
  again: boolean
  countedAt: number
  soon: NodeJS.Timeout | undefined
}

/** Delivers what stands in the outbox: each receiver by one process, each key in order. */
export function createOutbox({ sql, poster, log, database, findTarget }: Parts) {
  const holder = randomUUID()
  const lines = new Map<string, Line>()
  const all = createGate(inFlightOfAllMax)
  const running = new Set<Promise<unknown>>()
  const breaking = new AbortController()
  const countAttempt = gatherWrites((ids: number[]) => store.countAttempts(sql, ids, technicalNow()))
  const writeOutcome = gatherWrites((outcomes: store.Outcome[]) => store.writeOutcomes(sql, outcomes))
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  let forgottenAt = 0

  async function wake(): Promise<void> {
    const receivers = await store.listWaitingReceivers(sql)
    const now = technicalNow().getTime()
    for (const [receiver, line] of lines) {
      if (line.heldUntil <= now && line.ids.size === 0) lines.delete(receiver)
    }
    const toLease = receivers.filter((receiver) => (lines.get(receiver)?.heldUntil ?? 0) - now < renewBeforeMs)
    const until = now + leaseMs
    for (const receiver of await store.lease(sql, holder, toLease, new Date(now), new Date(until))) lineOf(receiver).heldUntil = until
    for (const receiver of receivers) {
      const line = lines.get(receiver)
      if (line && line.heldUntil > now) start(look(line))
    }
    if (now - forgottenAt > hourMs / 60) {
      forgottenAt = now
      await store.endOldLeases(sql, new Date(now - hourMs))
      while ((await store.forgetEnded(sql, new Date(now), forgetPortion)) === forgetPortion && !stopping);
    }
  }

  function lineOf(receiver: string): Line {
    let line = lines.get(receiver)
    if (!line) {
      line = {
        receiver,
        heldUntil: 0,
        ids: new Set(),
        keys: new Set(),
        gate: undefined,
        looking: false,
        again: false,
        countedAt: 0,
        soon: undefined,
      }
      lines.set(receiver, line)
    }
    return line
  }

  /** Takes up what waits and is not held back, a portion at a time. */
  async function look(line: Line): Promise<void> {
    line.again = true
    if (line.looking) return
    line.looking = true
    try {
      while (line.again && !stopping) {
        line.again = false
        const isToCount = technicalNow().getTime() - line.countedAt > countEveryMs
        if (line.ids.size >= portion && !isToCount) return
        const target = await findTarget(line.receiver)
        const now = technicalNow()
        if (!mayCall(line, target)) return
        if (!target) return void (await store.dropWaiting(sql, line.receiver, new Date(now.getTime() + hourMs)))
        if (isToCount) await dropAbove(line, target)
        if (line.ids.size >= portion) return
        line.gate ??= createGate(target.inFlightMax)
        const found = await store.listWaiting(sql, line.receiver, { ids: [...line.ids], keys: [...line.keys] }, now, portion)
        if (found.length === portion && (await dropAbove(line, target))) {
          line.again = true
          continue
        }
        const chains = Map.groupBy(found, ({ id, orderKey }) => orderKey ?? id)
        for (const chain of chains.values()) start(deliver(line, target, chain))
      }
    } finally {
      line.looking = false
    }
  }

  async function dropAbove(line: Line, { waitingMax, keepMs, onLost }: Target): Promise<boolean> {
    const now = technicalNow().getTime()
    line.countedAt = now
    const dropped = await store.dropAbove(sql, line.receiver, waitingMax, new Date(now + keepMs))
    if (dropped) await onLost?.({ kind: 'dropped', ...dropped })
    return dropped !== null
  }

  /** One after the other; a failure that is to be tried again ends the chain. */
  async function deliver(line: Line, target: Target, chain: store.Waiting[]): Promise<void> {
    const key = chain[0]!.orderKey
    if (key !== null) line.keys.add(key)
    for (const { id } of chain) line.ids.add(id)
    try {
      for (const delivery of chain) {
        if (!(await line.gate!.pass(() => all.pass(() => attempt(line, target, delivery))))) return
        line.ids.delete(delivery.id)
      }
    } finally {
      if (key !== null) line.keys.delete(key)
      for (const { id } of chain) line.ids.delete(id)
      if (mayCall(line, target)) lookSoon(line)
    }
  }

  /** What ends at about the same time is followed by one look. */
  function lookSoon(line: Line) {
    if (line.soon || line.ids.size > portion / 2) return
    line.soon = setTimeout(() => {
      line.soon = undefined
      if (!stopping) start(look(line))
    }, lookAgainMs)
  }

  /** A call that begins now ends while the lease is held. */
  function mayCall({ heldUntil }: Line, target: Target | null): boolean {
    return !stopping && heldUntil - technicalNow().getTime() >= (target?.timeoutMs ?? 0)
  }

  /** False: what comes after it has to wait. */
  async function attempt(line: Line, target: Target, delivery: store.Waiting): Promise<boolean> {
    if (!mayCall(line, target)) return false
    const now = technicalNow()
    const { id, once } = delivery
    const untried = !once || (await countAttempt(id)).has(id)
    const answer = untried ? await send(target, delivery, now) : interrupted
    // Broken off by our own end: it is tried again after the next start.
    if (breaking.signal.aborted && answer.status === null && !once) return false
    const delivered = target.accepts ? target.accepts(answer) : answer.status !== null && answer.status >= 200 && answer.status < 300
    const attempts = once ? 1 : delivery.attempts + 1
    const firstTriedAt = delivery.firstTriedAt ?? now
    const ended = technicalNow().getTime()
    const pauseMs = pauseAfter(attempts)
    const over = delivered || once || ended + pauseMs - firstTriedAt.getTime() > target.retryForMs
    await writeOutcome({
      id,
      attempts,
      triedAt: now,
      firstTriedAt,
      tookMs: answer.tookMs,
      status: answer.status,
      answer: answer.text,
      error: answer.error,
      dueAt: over ? null : new Date(ended + pauseMs),
      delivered,
      forgetAt: over ? new Date(ended + target.keepMs) : null,
    })
    if (over && !delivered && !once) await target.onLost?.({ kind: 'failed', count: 1, delivery })
    return over
  }

  async function send(target: Target, delivery: store.Waiting, now: Date): Promise<Answer> {
    const { url, headers } = target.compose(delivery, now)
    const { timeoutMs, certificate } = target
    const answer = await poster.post({ url, headers, body: delivery.body, timeoutMs, answerBytesMax, certificate, signal: breaking.signal })
    target.onAnswered?.(delivery, answer)
    return answer
  }

  function start(task: Promise<unknown>) {
    const caught = task
      .catch((error: unknown) => {
        if (!stopping) void (database.note(error) ?? log.error({ err: error }, 'deliveries could not be looked at and are tried again'))
      })
      .finally(() => running.delete(caught))
    running.add(caught)
  }

  function wakeLater() {
    if (stopping) return
    timer = setTimeout(() => {
      const pass = wake()
      start(pass)
      void pass.then(wakeLater, wakeLater)
    }, wakeEveryMs)
  }

  return {
    start: wakeLater,

    /** Calls under way have a moment to end; what was not delivered is after the next start. */
    async stop(withinMs = 500) {
      stopping = true
      clearTimeout(timer)
      const breakOff = setTimeout(() => breaking.abort(), withinMs)
      while (running.size > 0) await Promise.all(running)
      clearTimeout(breakOff)
      await store.endLeases(sql, holder).catch((error: unknown) => log.warn({ err: error }, 'leases of deliveries end by themselves'))
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

const interrupted: Answer = { status: null, text: '', cut: false, error: 'Plenum ended while it was tried', tookMs: 0 }
