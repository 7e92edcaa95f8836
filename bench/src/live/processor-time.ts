import { readFile } from 'node:fs/promises'

/** Of `/proc/…/stat`, as Linux counts on all machines. */
const ticksPerSecond = 100

/** Seconds of the processor that each of the processes has taken so far. */
export async function processorTimes(pids: number[]): Promise<Map<number, number>> {
  const each = pids.map(async (pid): Promise<[number, number]> => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const [user = 0, system = 0] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number)
    return [pid, (user + system) / ticksPerSecond]
  })
  return new Map(await Promise.all(each))
}

/** What was taken between two looks; whoever was not there at the first began after it. */
export function secondsBetween(before: Map<number, number>, after: Map<number, number>): number {
  return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0)
}
