import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import copyStreams from 'pg-copy-streams'
import { columnTypes } from './column-types.ts'
import { DatabaseAway, DatabaseBusy, isLoss } from './database-errors.ts'
import { makeSql, type Rows, type Runner, type Sql, type Statement } from './sql.ts'

export { isDatabaseAway } from './database-errors.ts'
export type { Fragment, Sql } from './sql.ts'

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
  end(): Promise<void>
}

export interface Reserved extends Sql {
  release(): void
}

/** An open transaction. When its connection is lost it fails, and so does whatever is asked of it afterwards. */
export interface Transaction extends Sql {
  /** What `work` did is taken back when it fails; the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
  /** The stream of `copy … to stdout`. */
  copyOut(text: string): Readable
  /** The stream of `copy … from stdin`. */
  copyIn(text: string): Writable
}

/** How much longer than the server we wait for the end of a statement that takes too long. */
const graceMs = 5_000
const endWithinMs = 5_000

export function openDatabase(url: string, settings: DatabaseSettings = {}): Database {
  const { pool: max = poolDefault, connectMs = 5_000, statementMs = 60_000, waitingMax = 2_000, pipelined = true } = settings
  const open = new Set<pg.PoolClient>()
  const pool = new pg.Pool({
    connectionString: url,
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
        client.release(isLoss(failure))
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
      client.release(isLoss(failure))
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
    async end() {
      const ended = pool.end()
      await Promise.race([ended, pause(endWithinMs, undefined, { ref: false })])
      for (const client of open) destroy(client)
    },
  }) as Database
}

function openTransaction(client: pg.PoolClient, { pipelined, statementMs }: { pipelined: boolean; statementMs: number }) {
  let over = false
  let failed: { error: unknown } | undefined
  let last: Promise<unknown> = Promise.resolve()
  let savepoints = 0
  const { promise: lost, reject: lose } = Promise.withResolvers<never>()
  lost.catch(() => {})
  const onEnd = () => lose(new DatabaseAway('nothing', new Error('The connection was lost in a transaction')))
  client.once('end', onEnd)

  /** In the order of the calls, whether or not one waits for the other. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    if (over) return Promise.reject(new DatabaseAway('nothing', new Error('The transaction is over')))
    const running = pipelined ? task() : last.then(task, task)
    last = running.catch(() => {})
    return running
  }

  const run = (statement: Statement) =>
    inTurn(() => execute(client, statement, statementMs)).catch((error: unknown) => {
      failed ??= { error }
      throw error
    })
  const send = (text: string) => run({ text, values: [] })

  const sql: Transaction = Object.assign(
    makeSql({ run, read: (statement, portion) => readPortions(client, statement, portion, statementMs) }),
    {
      async savepoint<T>(work: () => Promise<T>): Promise<T> {
        const name = `s${++savepoints}`
        await send(`savepoint ${name}`)
        try {
          return await work()
        } catch (error) {
          await send(`rollback to ${name}`)
          failed = undefined
          throw error
        }
      },
      copyOut: (text: string) => client.query(copyStreams.to(text)),
      copyIn: (text: string) => client.query(copyStreams.from(text)),
    },
  )

  return {
    sql,
    send,
    /** Fails when the connection ends, also while nothing is asked of it. */
    lost,
    async commit() {
      if (failed) throw failed.error
      await inTurn(() => execute(client, { text: 'commit', values: [] }, statementMs)).catch((error: unknown) => {
        throw isLoss(error) ? new DatabaseAway('unknown', error) : error
      })
    },
    /** Returns what `begin` fails with. A lost connection takes everything back, unless it was lost while committing. */
    async rollback(error: unknown): Promise<unknown> {
      const cause = failed && isLoss(failed.error) ? failed.error : error
      if (isLoss(cause))
        return cause instanceof DatabaseAway && cause.outcome === 'unknown' && failed ? new DatabaseAway('nothing', cause) : cause
      return inTurn(() => execute(client, { text: 'rollback', values: [] }, statementMs)).then(
        () => error,
        (lost) => (isLoss(error) ? error : lost),
      )
    },
    end() {
      over = true
      client.off('end', onEnd)
    },
  }
}

async function execute(client: pg.PoolClient, { text, values, name }: Statement, statementMs: number): Promise<Rows<never[]>> {
  const deadline = statementMs > 0 ? { query_timeout: statementMs + graceMs } : {}
  try {
    const query = { text, values, ...(name && { name }), rowMode: 'array', types: columnTypes, ...deadline }
    const result = await client.query(query as unknown as pg.QueryArrayConfig)
    return toRows(Array.isArray(result) ? result.at(-1) : result)
  } catch (error) {
    if (isLoss(error)) {
      destroy(client)
      throw new DatabaseAway('unknown', error)
    }
    throw Object.assign(error as Error, { statement: text.trim().slice(0, 200) })
  }
}

async function* readPortions(client: pg.PoolClient, { text, values }: Statement, portion: number, statementMs: number) {
  await execute(client, { text: `declare portions no scroll cursor for ${text}`, values }, statementMs)
  for (;;) {
    const rows = await execute(client, { text: `fetch ${portion} from portions`, values: [] }, statementMs)
    if (rows.length > 0) yield rows
    if (rows.length < portion) break
  }
  await execute(client, { text: 'close portions', values: [] }, statementMs)
}

function toRows({ rows, fields, rowCount }: pg.QueryArrayResult): Rows<never[]> {
  const names = fields.map(({ name }) => camelCase(name))
  const found = rows.map((values) => {
    const row: Record<string, unknown> = {}
    for (let index = 0; index < names.length; index++) row[names[index]!] = values[index]
    return row
  })
  // Beside the rows, not one of them.
  return Object.defineProperty(found, 'count', { value: rowCount ?? 0 }) as unknown as Rows<never[]>
}

const camel = new Map<string, string>()

function camelCase(name: string): string {
  let known = camel.get(name)
  if (known === undefined) {
    known = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    if (camel.size < 10_000) camel.set(name, known)
  }
  return known
}

function destroy(client: pg.PoolClient) {
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}

/** A client whose pool could not connect lately waits before it tries again: longer each time, up to a second, and not all at once. */
function clientWithBackoff() {
  let failures = 0
  let notBefore = 0
  return class extends pg.Client {
    override connect(...given: unknown[]) {
      const done = given[0] as (error?: Error, client?: unknown) => void
      const attempt = () =>
        super.connect((error: Error | null) => {
          failures = error ? failures + 1 : 0
          if (error) notBefore = performance.now() + Math.min(1_000, 25 * 2 ** failures) * (0.5 + Math.random() / 2)
          done(error ?? undefined, this)
        })
      const waitMs = failures === 0 ? 0 : notBefore - performance.now()
      if (waitMs > 0) setTimeout(attempt, waitMs)
      else attempt()
      return undefined as never
    }
  }
}
