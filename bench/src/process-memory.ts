import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readPostmasterFile } from '../../server/src/platform/postgres/postmaster.ts'

export interface Memory {
  pss: number
  rss: number
}

export async function processesOf({ pid }: { pid: number }, dataFolder: string) {
  const postmaster = await readPostmasterFile(join(dataFolder, 'postgres'))
  const postgres = await withDescendants(postmaster!.pid)
  const server = (await withDescendants(pid)).filter((each) => !postgres.includes(each))
  return { server, postgres }
}

/** Of several processes. PSS counts a page shared by n processes as 1/n for each. */
export async function sum(pids: number[]): Promise<Memory> {
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
