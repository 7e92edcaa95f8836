import { execFile } from 'node:child_process'
import { type BigIntStats, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { User } from './run-as.ts'

const run = promisify(execFile)

/** The PostgreSQL processes of a data folder, dead ones that nobody has buried left out. All of them, children too, stand in their folder. */
export async function listProcessesIn(folder: string, user: User | null): Promise<number[]> {
  if (process.platform !== 'linux') return askProcessList(folder)
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const standing = await Promise.all(pids.map(async (pid) => ((await isIn(pid, folder, user)) ? [pid] : [])))
  return standing.flat()
}

/** Neither a process that got the same number later nor the PostgreSQL of another folder is the one that works in this. */
export async function isProcessIn(pid: number, folder: string, user: User | null) {
  return process.platform === 'linux' ? isIn(pid, folder, user) : (await askProcessList(folder)).includes(pid)
}

/** To one process, or to a group by its negative number. One that has ended by itself needs none. */
export function sendSignal(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function isIn(pid: number, folder: string, user: User | null) {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'postgres') return false
  try {
    return isSame(statSync(`/proc/${pid}/cwd`, { bigint: true }), statSync(folder, { bigint: true }))
  } catch (error) {
    // The root of a container may not look at processes of others; their own user may.
    if ((error as NodeJS.ErrnoException).code !== 'EACCES' || !user) return false
    const as = { uid: user.uid, gid: user.gid, cwd: '/' }
    return run('test', [`/proc/${pid}/cwd`, '-ef', folder], as).then(
      () => true,
      () => false,
    )
  }
}

async function askProcessList(folder: string) {
  const { stdout } = await run('lsof', ['-a', '-c', 'postgres', '-d', 'cwd', '-F', 'pn']).catch((error) => error as { stdout: string })
  const there = statSync(folder, { bigint: true, throwIfNoEntry: false })
  let pid = 0
  return stdout.split('\n').flatMap((line) => {
    if (line.startsWith('p')) pid = Number(line.slice(1))
    const path = line.startsWith('n') ? statSync(line.slice(1), { bigint: true, throwIfNoEntry: false }) : undefined
    return there && path && isSame(there, path) ? [pid] : []
  })
}

function isSame(one: BigIntStats, other: BigIntStats) {
  return one.dev === other.dev && one.ino === other.ino
}
