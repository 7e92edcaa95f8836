import type pg from 'pg'
import { columnTypes } from './column-types.ts'
import { DatabaseAway, isLoss } from './database-errors.ts'
import type { Rows, Statement } from './sql.ts'

/** How much longer than the server we wait for the end of a statement that takes too long. */
const graceMsMax = 5_000
/** Sends a statement. One whose end is not heard of in time costs the connection. */
export async function execute(client: pg.PoolClient, { text, values, name }: Statement, statementMs: number): Promise<Rows<never[]>> {
  const deadline = statementMs > 0 ? { query_timeout: statementMs + Math.min(statementMs, graceMsMax) } : {}
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

/** A cursor of an open transaction. */
export async function* readPortions(client: pg.PoolClient, { text, values }: Statement, portion: number, statementMs: number) {
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

/** Nothing is waited for: what was under way fails. */
export function destroy(client: pg.PoolClient) {
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}
