import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readPostmasterFile } from '../../server/src/platform/postgres/postmaster.ts'
import { withPlenum } from './plenum.ts'
import type { Figure } from './table.ts'

const idleMs = 10_000
const aimMegabytes = 400

/** Idle server and its PostgreSQL. PSS counts a page shared by n processes as 1/n for each, so that a sum means something. */
export function memoryFigure(): Promise<Figure> {
  return withPlenum(async (plenum, dataFolder) => {
    await plenum.operator.call('app.list', {})
    await pause(idleMs)
    const postmaster = await readPostmasterFile(join(dataFolder, 'postgres'))
    const ofPostgres = await withDescendants(postmaster!.pid)
    const database = await sum(ofPostgres)
    const server = await sum((await withDescendants(plenum.pid)).filter((pid) => !ofPostgres.includes(pid)))
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

interface Memory {
  pss: number
  rss: number
}

async function sum(pids: number[]): Promise<Memory> {
  const each = await Promise.all(pids.map(memoryOf))
  return { pss: each.reduce((total, { pss }) => total + pss, 0), rss: each.reduce((total, { rss }) => total + rss, 0) }
}

async function memoryOf(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  const read = (name: string) => Number(text.match(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'))?.[1] ?? 0) / 1024
  return { pss: read('Pss'), rss: read('Rss') }
}

async function withDescendants(pid: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : ''
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]))
  }
  const found = [pid]
  for (const parent of found) found.push(...[...parents].filter(([, of]) => of === parent).map(([child]) => child))
  return found
}

function megabytes({ pss, rss }: Memory): string {
  return `${pss.toFixed(0)} MB (${rss.toFixed(0)})`
}
