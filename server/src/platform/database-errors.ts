import pg from 'pg'

/** Was anything done? `unknown`: the connection was lost while the server worked on it. */
export type Outcome = 'nothing' | 'unknown'

/** The database did not answer. */
export class DatabaseAway extends Error {
  readonly outcome: Outcome
  /** Of the system or of the server, such as `ECONNREFUSED`. */
  readonly code: string | undefined
  constructor(outcome: Outcome, cause: unknown) {
    super((cause as Error).message, { cause })
    this.outcome = outcome
    this.code = (cause as { code?: string }).code
  }
}

/** More callers wait for a connection than may. */
export class DatabaseBusy extends Error {
  constructor() {
    super('Too many callers wait for the database')
  }
}

/** What the operator of a database has to look at, in words. */
const troubles: Record<string, string> = {
  '53100': 'its disk is full',
  '53200': 'it has no memory left',
  '53300': 'it takes no more connections',
  '57P03': 'it is starting or stopping',
  '25006': 'it is read-only, as after a failover',
}

/** Codes of the server that end the connection, or that refuse one. */
const ending = /^(57P0[123]|53300|08...)$/

/** What the driver says without a code of the server: the connection is gone, or no answer came in time. */
const driverWords =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout expired|timeout exceeded|Cannot use a pool|Received unexpected)/

function codeOf(error: unknown): string {
  if (error instanceof DatabaseAway) return codeOf(error.cause)
  return error instanceof pg.DatabaseError ? (error.code ?? '') : ''
}

/** Why the database cannot work at the moment, when it says so itself; null: it does not. */
export function troubleOf(error: unknown): string | null {
  return troubles[codeOf(error)] ?? null
}

/** Is the connection gone? */
export function isLoss(error: unknown): boolean {
  if (error instanceof DatabaseAway) return true
  if (error instanceof pg.DatabaseError) return ending.test(error.code ?? '')
  return error instanceof Error && ('syscall' in error || driverWords.test(error.message))
}

/** Is the connection of no use any more? After a failover it still leads to the server that was the first one before. */
export function isUseless(error: unknown): boolean {
  return isLoss(error) || codeOf(error) === '25006'
}

/** Something is the matter with the database, and not with what was asked of it. */
export function isOfDatabase(error: unknown): boolean {
  return isLoss(error) || error instanceof DatabaseBusy || troubleOf(error) !== null
}
