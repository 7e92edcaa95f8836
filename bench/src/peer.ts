import { howToInstall, isInstalled, pinAll, quietMs, startEjabberd } from './ejabberd.ts'
import { createMessageApp, groups, throughDoor } from './message-app.ts'
import { withPlenum } from './plenum.ts'
import { median, quantile } from './quantile.ts'
import type { Figure } from './table.ts'
import { measure } from './way.ts'

const inFlight = 64
const rounds = 3
const stretchMs = 2_000
const warmUpMs = 2_000
const aim = 3

/** Messages of groups against ejabberd, which answers before it stores and goes on storing long after: each stretch waits for that. */
export async function peerFigure(): Promise<Figure> {
  const title = 'Group messages per second beside ejabberd'
  if (!isInstalled()) return { title, how: howToInstall, rows: [] }
  return withPlenum(async (plenum, folder) => {
    const app = await createMessageApp(plenum)
    const ejabberd = await startEjabberd(`${folder}/ejabberd`, await plenum.databaseUrl())
    try {
      ejabberd.pin()
      pinAll([plenum.pid], 0)
      pinAll([process.pid], 1)
      const { port } = plenum
      const ways = [
        {
          ours: throughDoor(app, { what: `${groups} groups`, port }),
          theirs: ejabberd.posting(`${groups} rooms`, (number) => number % groups),
        },
        { ours: throughDoor(app, { what: 'one group', port, groupOf: () => 'group_0' }), theirs: ejabberd.posting('one room', () => 0) },
      ]
      for (const { ours } of ways) await measure(ours, inFlight, warmUpMs)
      const results = ways.map((way) => ({ ...way, rates: [] as Rates[], times: [] as number[], theirTimes: [] as number[] }))
      for (let round = 0; round < rounds; round++) {
        for (const result of results) {
          const { rate, times } = await measure(result.ours, inFlight, stretchMs)
          const before = await ejabberd.archived()
          const startedAt = performance.now()
          const theirs = await measure(result.theirs, inFlight, stretchMs)
          const stored = ((await ejabberd.archived()) - before) / ((performance.now() - startedAt - quietMs) / 1000)
          result.rates.push({ ours: rate, answered: theirs.rate, stored })
          result.times.push(...times)
          result.theirTimes.push(...theirs.times)
        }
      }
      return {
        title,
        how: `${inFlight} in flight. Ours: stored before the answer. ejabberd: send_message of its HTTP API, archive in the same PostgreSQL. Each server on one processor, the caller on the other, PostgreSQL on both; medians of ${rounds} interleaved rounds of ${stretchMs / 1000} s, each after everything before it was stored`,
        rows: results.flatMap(({ ours, theirs, rates, times, theirTimes }) => {
          const middle = (of: (rates: Rates) => number) => median(rates.map(of))
          const ratio = middle((rate) => rate.ours / rate.answered)
          const ofTimes = (list: number[]) => `p50 ${quantile(list, 0.5).toFixed(1)}  p99 ${quantile(list, 0.99).toFixed(1)} ms`
          return [
            { what: `${ours.what}, stored and answered`, value: `${middle((rate) => rate.ours).toFixed(0)} /s  ${ofTimes(times)}` },
            {
              what: `ejabberd, ${theirs.what}, answered`,
              value: `${middle(({ answered }) => answered).toFixed(0)} /s  ${ofTimes(theirTimes)}`,
            },
            { what: `ejabberd, ${theirs.what}, stored`, value: `${middle(({ stored }) => stored).toFixed(0)} /s` },
            { what: `${ours.what} / what ejabberd answers`, value: ratio.toFixed(2), aim: `>= ${aim}`, reached: ratio >= aim },
            { what: `${ours.what} / what ejabberd stores`, value: middle((rate) => rate.ours / rate.stored).toFixed(2) },
          ]
        }),
      }
    } finally {
      await ejabberd.stop()
    }
  })
}

interface Rates {
  ours: number
  answered: number
  stored: number
}
