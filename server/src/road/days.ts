import type { Sql } from '../platform/database.ts'

/** The write was judged by a day that is closed by now: nothing was written; take moment and day anew, decide again. */
export class DayClosed extends Error {
  readonly closedThrough: string
  constructor(closedThrough: string) {
    super(`Billing days are closed through ${closedThrough}`)
    this.closedThrough = closedThrough
  }
}

/** Until the transaction ends no further day closes. Comes before every lock of a row of an account or an app. Returns the last closed day. */
export async function holdDays(sql: Sql): Promise<string | null> {
  const [row] = await sql<{ closedThrough: string | null }[]>`select hold_days() as closed_through`
  return row!.closedThrough
}

/** First of all in a transaction that writes what is billed: its day stays open until the end. Throws DayClosed when it is not. */
export async function holdDay(sql: Sql, day: string): Promise<void> {
  const closedThrough = await holdDays(sql)
  if (closedThrough !== null && day <= closedThrough) throw new DayClosed(closedThrough)
}
