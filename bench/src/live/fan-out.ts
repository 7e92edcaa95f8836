import { howToInstall, isInstalled } from '../ejabberd.ts'
import { median } from '../quantile.ts'
import type { Figure } from '../table.ts'
import { type Side, type Stretch, takeTurns, withSides } from './sides.ts'
import { membersOf, rounds } from './sizes.ts'

const inFlight = 8
const stretchMs = 3_000
const aims = { ejabberd: 10, gathered: 0.6 }

/** Messages of one group, stored and heard by everybody in it. */
export async function fanOutFigure(): Promise<Figure> {
  const title = 'Deliveries per second in one group'
  if (!isInstalled()) return { title, how: howToInstall, rows: [] }
  return withSides(async ({ plenum, ejabberd, gathered, frames }, generator) => {
    const rows: Figure['rows'] = []
    for (const members of membersOf('200,1000')) {
      const turns = await takeTurns([plenum, ejabberd, gathered, frames], generator, { members, rounds, pace: { inFlight }, stretchMs })
      const rates = (side: Side) => turns.get(side)!.map(({ deliveries, seconds }) => deliveries / seconds)
      const described = (side: Side) => {
        const middle = (of: (stretch: Stretch) => number) => median(turns.get(side)!.map(of))
        const value = `${median(rates(side)).toFixed(0)} /s  p50 ${middle(({ p50 }) => p50).toFixed(1)}  p99 ${middle(({ p99 }) => p99).toFixed(1)} ms`
        return { what: `${members} members, ${side.what}`, value }
      }
      const compared = (other: Side, aim?: number) => {
        const ratio = median(rates(plenum).map((rate, round) => rate / rates(other)[round]!))
        const row = { what: `${members} members, Plenum / ${other.what}`, value: ratio.toFixed(2) }
        return aim === undefined ? row : { ...row, aim: `>= ${aim}`, reached: ratio >= aim }
      }
      rows.push(...[plenum, ejabberd, gathered, frames].map(described))
      rows.push(compared(ejabberd, aims.ejabberd), compared(gathered, aims.gathered), compared(frames))
    }
    return {
      title,
      how: `${inFlight} in flight, of 300 bytes; a sender says the next when the last member has heard. Plenum and ejabberd (archive in SQL) store in the same PostgreSQL, the bare ones nowhere. Each server with PostgreSQL on one processor, the members on the other; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s`,
      rows,
    }
  })
}
