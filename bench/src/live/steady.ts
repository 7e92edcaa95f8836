import { howToInstall, isInstalled } from '../ejabberd.ts'
import { median } from '../quantile.ts'
import type { Figure } from '../table.ts'
import { type Side, type Stretch, takeTurns, withSides } from './sides.ts'
import { membersOf, rounds } from './sizes.ts'

const perSecond = 8
const senders = 8
const stretchMs = 10_000
const aims = { perProcessorSecond: 4, p99: 0.6 }

/** One group at an even pace: what a delivery costs the server, and how long it takes. */
export async function steadyFigure(): Promise<Figure> {
  const title = 'One group at an even pace'
  if (!isInstalled()) return { title, how: howToInstall, rows: [] }
  return withSides(async ({ plenum, ejabberd, gathered }, generator) => {
    const rows: Figure['rows'] = []
    for (const members of membersOf('1000')) {
      const turns = await takeTurns([plenum, ejabberd, gathered], generator, { members, rounds, pace: { perSecond, senders }, stretchMs })
      // Less than a tick of its clock counts as one.
      const perProcessorSecond = ({ deliveries, processorSeconds }: Stretch) => deliveries / Math.max(processorSeconds, 0.01)
      const middle = (side: Side, of: (stretch: Stretch) => number) => median(turns.get(side)!.map(of))
      const ratio = (of: (stretch: Stretch) => number, other = ejabberd) =>
        median(turns.get(plenum)!.map((stretch, round) => of(stretch) / of(turns.get(other)![round]!)))
      for (const side of [plenum, ejabberd, gathered]) {
        const [p50, p99] = [middle(side, (stretch) => stretch.p50), middle(side, (stretch) => stretch.p99)]
        rows.push(
          { what: `${members} members, ${side.what}`, value: `p50 ${p50.toFixed(1)}  p99 ${p99.toFixed(1)} ms` },
          {
            what: `${members} members, ${side.what}, deliveries per second of the processor`,
            value: middle(side, perProcessorSecond).toFixed(0),
          },
        )
      }
      const cheaper = ratio(perProcessorSecond)
      const later = ratio(({ p99 }) => p99)
      rows.push(
        {
          what: `${members} members, deliveries per second of the processor, Plenum / ejabberd`,
          value: cheaper.toFixed(2),
          aim: `>= ${aims.perProcessorSecond}`,
          reached: cheaper >= aims.perProcessorSecond,
        },
        {
          what: `${members} members, deliveries per second of the processor, Plenum / ${gathered.what}`,
          value: ratio(perProcessorSecond, gathered).toFixed(2),
        },
        { what: `${members} members, p99, Plenum / ejabberd`, value: later.toFixed(2), aim: `<= ${aims.p99}`, reached: later <= aims.p99 },
      )
    }
    return {
      title,
      how: `${perSecond} messages of 300 bytes a second from ${senders} senders. Processor: that of the server and of the PostgreSQL in which it stores; the bare one stores nowhere. Each server with PostgreSQL on one processor, the members on the other; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s`,
      rows,
    }
  })
}
