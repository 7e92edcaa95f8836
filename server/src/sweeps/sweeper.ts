import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { DatabaseWatch } from '../platform/database-trouble.ts'
import type { Log } from '../platform/log.ts'
import type { Installation } from '../road/context.ts'
import { closeBillingDay } from './close-billing-day.ts'
import { closeMessageDay } from './close-message-day.ts'
import { emptyEndedApps } from './empty-ended-apps.ts'
import { endVouchers } from './end-vouchers.ts'
import { expireMessages } from './expire-messages.ts'
import { expireNotices } from './expire-notices.ts'
import { forgetActivity } from './forget-activity.ts'
import { forgetMessageRequests } from './forget-message-requests.ts'
import { forgetPushesOver } from './forget-pushes.ts'
import { forgetRequests } from './forget-requests.ts'
import { issueBills } from './issue-bills.ts'
import { lookAfterBills } from './look-after-bills.ts'
import { mailNotices } from './mail-notices.ts'
import { dropMessageMonths, makeMessageMonths } from './message-months.ts'
import { purgeApps } from './purge-apps.ts'
import { removeEndedConversations } from './remove-ended-conversations.ts'
import { removeMessageFiles } from './remove-message-files.ts'
import { suspendOverdue } from './suspend-overdue.ts'
import type { Sweep } from './sweep.ts'
import { warnBeforePurge } from './warn-before-purge.ts'
import { warnOfLimits } from './warn-of-limits.ts'

/** At the same moment they run in this order. */
const sweepsOf = (clock: Clock, installation: Installation, others: Sweep[]): Sweep[] => [
  makeMessageMonths,
  warnBeforePurge,
  warnOfLimits(clock, installation),
  purgeApps,
  emptyEndedApps,
  forgetRequests,
  forgetMessageRequests,
  forgetPushesOver,
  forgetActivity,
  closeMessageDay,
  closeBillingDay,
  endVouchers(installation.timeZone),
  issueBills(clock),
  lookAfterBills,
  ...(installation.config.charges ? [suspendOverdue] : []),
  ...others,
  removeEndedConversations,
  expireMessages,
  expireNotices,
  removeMessageFiles,
  dropMessageMonths,
]
const wakeEveryMs = 3_000
/** A portion is small, but what it looks through may be large. */
const portionStatementMs = 300_000

interface Parts {
  sql: Database
  clock: Clock
  installation: Installation
  database: DatabaseWatch
  log: Log
  /** Of rooms that are put together elsewhere. */
  others?: Sweep[]
  /** After what was due at one moment, and before what is due at the next. */
  afterEach?(): Promise<void>
}

/** Runs what is due: every few seconds up to the present, and for a manual clock every moment on the way to another one. */
export function createSweeper({ sql, clock, installation, database, log, others = [], afterEach = async () => {} }: Parts) {
  const sweeps = sweepsOf(clock, installation, others)
  const mail = mailNotices({ sql, clock, installation })
  let timer: NodeJS.Timeout | undefined
  let stopping = false
  /** One pass after the other: a move of the clock waits for the pass under way. */
  let last: Promise<unknown> = Promise.resolve()

  function inTurn<T>(pass: () => Promise<T>): Promise<T> {
    const turn = last.then(pass, pass)
    last = turn.catch(() => {})
    return turn
  }

  async function earliest(candidates: Sweep[], until: Date) {
    const dues = await Promise.all(candidates.map(async (sweep) => ({ sweep, due: await sweep.nextDue(sql) })))
    return dues
      .filter((entry): entry is { sweep: Sweep; due: Date } => entry.due !== null && entry.due <= until)
      .reduce<{ sweep: Sweep; due: Date } | null>((first, entry) => (first && first.due <= entry.due ? first : entry), null)
  }

  /** Another process that is running the same sweep has the lock: 0, as when it was faster. */
  async function runPortion(sweep: Sweep, at: Date): Promise<number> {
    return sql.begin({ statementMs: portionStatementMs }, async (tx) => {
      const [row] = await tx<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(hashtext('sweep'), hashtext(${sweep.name})) as locked`
      return row!.locked ? sweep.run(tx, at, installation) : 0
    })
  }

  /** Every due moment in order, each with that moment as now. A sweep that has nothing to do although due is left for the next pass. */
  async function runUntil(
    until: Date,
    beforeEach: (due: Date, sweep: Sweep) => Promise<void>,
    onError: (sweep: Sweep, error: unknown) => void,
  ) {
    let candidates = sweeps
    let count = 0
    while (!stopping) {
      const next = await earliest(candidates, until)
      if (!next) break
      await beforeEach(next.due, next.sweep)
      const done = await runPortion(next.sweep, next.due).catch((error: unknown) => {
        onError(next.sweep, error)
        return 0
      })
      if (done === 0) candidates = candidates.filter((sweep) => sweep !== next.sweep)
      else {
        count += 1
        await afterEach()
      }
    }
    return count
  }

  async function wake() {
    await inTurn(async () => {
      await runUntil(
        clock.now(),
        async () => {},
        (sweep, error) => void (database.note(error) ?? log.error({ err: error, sweep: sweep.name }, 'a sweep failed and is tried again')),
      )
      await mail.sendPending()
    }).catch((error: unknown) => void (database.note(error) ?? log.error({ err: error }, 'the sweeps could not run')))
  }

  function wakeLater() {
    if (!stopping) timer = setTimeout(() => void wake().then(wakeLater), wakeEveryMs)
  }

  return {
    start: wakeLater,

    /** What is due now, without waiting for the next round. */
    wake,

    /** A failure stops the clock at the moment where it happened. Returns how many portions ran. */
    moveTo(target: Date): Promise<number> {
      return inTurn(async () => {
        await clock.noteMove(target)
        try {
          const count = await runUntil(
            target,
            (due, { name }) => clock.moveTo(due, name),
            (_, error) => {
              throw error
            },
          )
          if (await earliest(sweeps, target)) throw new Error('Something due was not done: the clock stays where it is')
          await clock.moveTo(target)
          return count
        } finally {
          await clock.noteMove(null)
        }
      })
    },

    /** The portion under way is finished; the rest is taken up at the next start. */
    async stop() {
      stopping = true
      clearTimeout(timer)
      await last
    },
  }
}

export type Sweeper = ReturnType<typeof createSweeper>
