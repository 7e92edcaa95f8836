import { write } from '../outbox/store.ts'
import type { Database, Sql } from '../platform/database.ts'
import type { Context } from './context.ts'

/** For a `statement`: alone it commits by itself; when others are told of it, in one transaction with what they are told. */
export function withAlongside<T>({ sql, pool, alongside }: Context, statement: (sql: Sql) => Promise<T>): Promise<T> {
  if (!alongside) return statement(sql)
  return (pool as Database).begin(async (tx) => {
    const outcome = await statement(tx)
    await write(tx, await alongside(tx, outcome))
    return outcome
  })
}
