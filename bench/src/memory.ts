import { setTimeout as pause } from 'node:timers/promises'
import { withPlenum } from './plenum.ts'
import { type Memory, processesOf, sum } from './process-memory.ts'
import type { Figure } from './table.ts'

const idleMs = 10_000
const aimMegabytes = 400

/** Idle server and its PostgreSQL. PSS counts a page shared by n processes as 1/n for each, so that a sum means something. */
export function memoryFigure(): Promise<Figure> {
  return withPlenum(async (plenum, dataFolder) => {
    await plenum.operator.call('app.list', {})
    await pause(idleMs)
    const processes = await processesOf(plenum, dataFolder)
    const database = await sum(processes.postgres)
    const server = await sum(processes.server)
    const together = server.pss + database.pss
    return {
      title: 'Memory when idle',
      how: `PSS from smaps_rollup (RSS in brackets counts shared pages in every process), ${idleMs / 1000} s after the start`,
      rows: [
        { what: 'server', value: megabytes(server) },
        { what: 'PostgreSQL', value: megabytes(database) },
        {
          what: 'together',
          value: megabytes({ pss: together, rss: server.rss + database.rss }),
          aim: `< ${aimMegabytes} MB`,
          reached: together < aimMegabytes,
        },
      ],
    }
  })
}

function megabytes({ pss, rss }: Memory): string {
  return `${pss.toFixed(0)} MB (${rss.toFixed(0)})`
}
