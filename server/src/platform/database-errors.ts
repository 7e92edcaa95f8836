import pg from 'pg'

/** Was anything done? `unknown`: the connection was lost while the server worked on it. */
export type Outcome = 'nothing' | 'unknown'

/** The database did not answer. */
export class DatabaseAway extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome, cause: unknown) {
    super((cause as Error).message, { cause })
    this.outcome = outcome
  }
}

/** More callers wait for a connection than may. */
export class DatabaseBusy extends Error {
  constructor() {
    super('Too many callers wait for the database')
  }
}

/** What a server says that ends, or that takes nobody at the moment, and not of the statement. */
const ending = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
])
const connectionExceptions = /^08/

/** What the driver says without a code of the server: the connection is gone, or no answer came in time. */
const driverWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired|timeout exceeded|Cannot use a pool|Received unexpected|The server does not support SSL)/

/** Is the connection of no use any more? */
export function isLoss(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  if (!(error instanceof Error)) return false
  if (error instanceof pg.DatabaseError) return ending.has(error.code ?? '') || connectionExceptions.test(error.code ?? '')
  return 'syscall' in error || driverWords.test(error.message)
}

/** True when the database did not answer at all, rather than answering with an error: the caller may try again later. */
export function isDatabaseAway(error: unknown): error is Error {
  return isLoss(error)
}
