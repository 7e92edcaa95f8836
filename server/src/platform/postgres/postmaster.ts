import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What the main process of a running PostgreSQL says about itself in its data folder. */
export type Postmaster = { pid: number; port: number; sharedMemoryId: number | null }

/** The file may outlive its process: see `isAlive`. */
export async function readPostmasterFile(folder: string): Promise<Postmaster | null> {
  const text = await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port, , , sharedMemory] = text.split('\n')
  if (!Number(pid) || !Number(port)) return null
  const sharedMemoryId = sharedMemory?.trim().split(/\s+/)[1]
  return { pid: Number(pid), port: Number(port), sharedMemoryId: sharedMemoryId ? Number(sharedMemoryId) : null }
}

/** Neither a process that got the same number later, nor a dead one that nobody has buried yet, is a PostgreSQL that runs. */
export async function isAlive({ pid }: Postmaster) {
  if (!exists(pid)) return false
  const { name, state } = process.platform === 'linux' ? await askLinux(pid) : await askProcessList(pid)
  return name.endsWith('postgres') && !state.startsWith('Z')
}

export function exists(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** After `kill -9` of the main process a child of it may still be writing. Only Linux tells; elsewhere PostgreSQL itself finds out. */
export async function hasChildrenLeft({ sharedMemoryId }: Postmaster) {
  if (sharedMemoryId === null) return false
  const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '')
  const row = table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(([, id]) => Number(id) === sharedMemoryId)
  return row !== undefined && Number(row[6]) > 0
}

async function askLinux(pid: number) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return { name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), state: stat.slice(stat.lastIndexOf(')') + 2) }
}

async function askProcessList(pid: number) {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=,comm=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  const [state = '', ...name] = stdout.trim().split(/\s+/)
  return { name: name.join(' '), state }
}
