import type { Sql } from '../platform/database.ts'
import type { Installation } from '../road/context.ts'

/** Something that happens without a caller. Running it twice changes nothing more than running it once. */
export interface Sweep {
  name: string
  /** The earliest moment at which something is to be done, also when it has passed; null: nothing is known to come. */
  nextDue(sql: Sql): Promise<Date | null>
  /**
   * Does one portion of what is due at `at`, inside a transaction that holds the lock of the sweep. What it did must be gone from
   * `nextDue`; it is called again until nothing is due. Returns how many things it did.
   */
  run(sql: Sql, at: Date, installation: Installation): Promise<number>
}
