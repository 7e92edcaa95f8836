import type { Readable, Writable } from 'node:stream'
import type pg from 'pg'
import copyStreams from 'pg-copy-streams'
import { DatabaseAway, isLoss } from './database-errors.ts'
import { execute, readPortions } from './execute.ts'
import { makeSql, type Sql, type Statement } from './sql.ts'

/** An open transaction. When its connection is lost it fails, and so does whatever is asked of it afterwards. */
export interface Transaction extends Sql {
  /** What `work` did is taken back when it fails; the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>
  /** The stream of `copy … to stdout`. */
  copyOut(text: string): Readable
  /** The stream of `copy … from stdin`. */
  copyIn(text: string): Writable
}

const inFailedTransaction = '25P02'

export function openTransaction(client: pg.PoolClient, { pipelined, statementMs }: { pipelined: boolean; statementMs: number }) {
  let over = false
  let failed: { error: unknown } | undefined
  let last: Promise<unknown> = Promise.resolve()
  let savepoints = 0
  let committing = false
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
      await last
      if (failed) throw failed.error
      // COMMIT of a failed transaction is a rollback that the server reports as success.
      if (client.getTransactionStatus?.() === 'E') throw new Error('A statement of this transaction failed')
      committing = true
      await inTurn(() => execute(client, { text: 'commit', values: [] }, statementMs))
    },
    /** Returns what `begin` fails with. A lost connection takes everything back, unless it was lost while committing. */
    async rollback(error: unknown): Promise<unknown> {
      if (committing && isLoss(error)) return error
      const cause = failed && isLoss(failed.error) ? failed.error : error
      if (isLoss(cause)) return new DatabaseAway('nothing', cause)
      return inTurn(() => execute(client, { text: 'rollback', values: [] }, statementMs)).then(
        // What came after the first failure only says that there was one.
        () => ((error as { code?: string }).code === inFailedTransaction ? (failed?.error ?? error) : error),
        (lost) => (isLoss(error) ? error : lost),
      )
    },
    end() {
      over = true
      client.off('end', onEnd)
    },
  }
}
