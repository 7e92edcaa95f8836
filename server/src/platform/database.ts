import postgres from 'postgres'

/** The pool, or a transaction that is open: stores do not care. */
export type Sql = postgres.ISql
/** The pool: it can open transactions and be closed. */
export type Database = postgres.Sql

/** Five connections: with more, rows that many writers want get slower. */
const poolDefault = 5

export function openDatabase(url: string, { pool = poolDefault } = {}): Database {
  return postgres(url, {
    max: pool,
    connect_timeout: 5,
    max_lifetime: null,
    backoff: (retries: number) => Math.min(0.05 * 2 ** retries, 1),
    onnotice: () => {},
    connection: {
      application_name: 'plenum',
      TimeZone: 'UTC',
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
      // A plan is kept for the life of a connection: one made while a table was small must not read all of it when it has grown.
      enable_seqscan: 'off',
      jit: 'off',
    },
    transform: { column: { to: postgres.fromCamel, from: postgres.toCamel } },
    types: {
      day: { to: 1082, from: [1082], serialize: String, parse: (value: string) => value },
      count: { to: 20, from: [20], serialize: String, parse: toSafeInteger },
    },
  })
}

function toSafeInteger(value: string) {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large for a number`)
  return number
}

/** True when the database did not answer at all, rather than answering with an error: the caller may try again later. */
export function isDatabaseAway(error: unknown) {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && awayCodes.has(code)
}

const awayCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
])
