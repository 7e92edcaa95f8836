import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { clientWithBackoff } from './client-with-backoff.ts'
import { connectionString } from './connection-string.ts'
import { DatabaseAway, DatabaseBusy, isLoss, isUseless } from './database-errors.ts'
import { destroy, execute, readPortions } from './execute.ts'
import { makeSql, type Runner, type Sql } from './sql.ts'
import { openTransaction, type Transaction } from './transaction.ts'

export { isLoss } from './database-errors.ts'
export type { Fragment, Sql } from './sql.ts'
export type { Transaction } from './transaction.ts'

/** Five connections: with more, rows that many writers want get slower. */
const poolDefault = 5

export interface DatabaseSettings {
  pool?: number
  /** How long a caller waits for a connection, new or free. */
  connectMs?: number
  /** The server ends a statement then. When it does not answer a while later either, the connection is given up. 0: never. */
  statementMs?: number
  /** So many callers wait for a connection; more are refused. */
  waitingMax?: number
  /** Statements of one transaction that do not wait for each other are sent at once. Streams of COPY need it off. */
  pipelined?: boolean
}

export interface TransactionSettings {
  /** Such as `isolation level repeatable read read only`. */
  mode?: string
  /** In the place of the database's own. 0: the transaction takes as long as it takes. */
  statementMs?: number
}

/** The pool: each statement by itself, on any connection. */
export interface Database extends Sql {
  /** Commits when `work` is done and rolls back when it fails, also when a statement failed and nobody minded. */
  begin<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  begin<T>(settings: TransactionSettings, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** A connection of one's own until it is released. */
  reserve(): Promise<Reserved>
  /** What is under way is finished, but not waited for without end. */
  end(withinMs?: number): Promise<void>
}

export interface Reserved extends Sql {
  release(): void
}

const endWithinMs = 5_000

export function openDatabase(url: string, settings: DatabaseSettings = {}): Database {
  const { pool: max = poolDefault, connectMs = 5_000, statementMs = 60_000, waitingMax = 1_000, pipelined = true } = settings
  const open = new Set<pg.PoolClient>()
  const pool = new pg.Pool({
    connectionString: connectionString(url),
    Client: clientWithBackoff(),
    max,
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 0,
    keepAlive: true,
    application_name: 'plenum',
    statement_timeout: statementMs || undefined,
    idle_in_transaction_session_timeout: 60_000,
    pipeline: pipelined,
    // A plan is kept for the life of a connection: one made while a table was small must not read all of it when it has grown.
    options: '-c TimeZone=UTC -c enable_seqscan=off -c jit=off',
  } as pg.PoolConfig)
  // Whoever uses a connection hears of its end by the statement that fails; nobody hears of one that is idle.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    open.add(client)
    client.on('error', () => {})
    client.on('end', () => open.delete(client))
  })

  async function connect(): Promise<pg.PoolClient> {
    if (pool.waitingCount >= waitingMax) throw new DatabaseBusy()
    return pool.connect().catch((error) => {
      throw isLoss(error) ? new DatabaseAway('nothing', error) : error
    })
  }

  const single: Runner = {
    async run(statement) {
      const client = await connect()
      let failure: unknown
      try {
        return await execute(client, statement, statementMs)
      } catch (error) {
        failure = error
        throw error
      } finally {
        client.release(isUseless(failure))
      }
    },
    async *read(statement, portion) {
      const client = await connect()
      let failure: unknown
      try {
        await execute(client, { text: 'begin', values: [] }, statementMs)
        yield* readPortions(client, statement, portion, statementMs)
        await execute(client, { text: 'commit', values: [] }, statementMs)
      } catch (error) {
        failure = error
        throw error
      } finally {
        // Also when the reader stopped half-way: the transaction is still open then.
        client.release(failure !== undefined || client.getTransactionStatus?.() !== 'I')
      }
    },
  }

  async function begin<T>(first: TransactionSettings | ((tx: Transaction) => Promise<T>), second?: (tx: Transaction) => Promise<T>) {
    const work = second ?? (first as (tx: Transaction) => Promise<T>)
    const { mode = '', statementMs: own = statementMs } = second ? (first as TransactionSettings) : {}
    const client = await connect()
    const transaction = openTransaction(client, { pipelined, statementMs: own })
    let failure: unknown
    try {
      void transaction.send(`begin ${mode}`).catch(() => {})
      if (own !== statementMs) void transaction.send(`set local statement_timeout = ${own}`).catch(() => {})
      const answer = await Promise.race([work(transaction.sql), transaction.lost])
      await transaction.commit()
      return answer
    } catch (error) {
      failure = await transaction.rollback(error)
      throw failure
    } finally {
      transaction.end()
      client.release(isUseless(failure))
    }
  }

  return Object.assign(makeSql(single), {
    begin,
    async reserve() {
      const client = await connect()
      const runner: Runner = {
        run: (statement) => execute(client, statement, statementMs),
        read: (statement, portion) => readPortions(client, statement, portion, statementMs),
      }
      return Object.assign(makeSql(runner), { release: () => client.release() })
    },
    async end(withinMs = endWithinMs) {
      const ended = pool.end()
      await Promise.race([ended, pause(withinMs, undefined, { ref: false })])
      for (const client of open) destroy(client)
    },
  }) as Database
}
