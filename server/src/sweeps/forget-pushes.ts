import { forgetPushes } from '../im/push/store.ts'
import type { Sweep } from './sweep.ts'

const portion = 1_000

/** Pushes that nobody gets any more and no retry can name. */
export const forgetPushesOver: Sweep = {
  name: 'forget-pushes',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`select min(forgotten_at) as due from pushes`
    return row!.due
  },

  run: (sql, at) => forgetPushes(sql, at, portion),
}
