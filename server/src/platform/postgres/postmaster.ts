import { readFileSync, rmSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { technicalNow } from '../clock.ts'
import { listProcessesIn } from './processes.ts'
import type { User } from './run-as.ts'

/** What the main process of a PostgreSQL says about itself in its data folder. */
export type Postmaster = { pid: number; port: number }

/** The file may outlive its process, come with a copy of another folder, or be damaged: only a process can say that it runs. */
export async function readPostmasterFile(folder: string): Promise<Postmaster | null> {
  const lines = (await readFile(fileIn(folder), 'utf8').catch(() => '')).split('\n')
  const pid = readNumber(lines[0])
  const port = readNumber(lines[3])
  return pid && port ? { pid, port } : null
}

export function exists(pid: number) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * PostgreSQL starts over the file of a run that is gone, but not when the file makes no sense or its number belongs to another process by
 * now. Answers with what is in the way of a start; null: nothing.
 */
export async function buryPredecessor(folder: string, user: User | null) {
  const text = readText(folder)
  if ((await listProcessesIn(folder, user)).length > 0) return 'processes of its last run are still at work'
  const pid = readNumber(text?.split('\n')[0])
  if (text === null || (pid && !exists(pid))) return null
  // PostgreSQL makes its file empty and fills it at once.
  const isBeingMade = text === '' && technicalNow().getTime() - statSync(fileIn(folder)).mtimeMs < 1_000
  if (isBeingMade || readText(folder) !== text) return 'another start is under way'
  rmSync(fileIn(folder))
  return null
}

function readText(folder: string) {
  try {
    return readFileSync(fileIn(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function readNumber(line = '') {
  return /^\d{1,10}$/.test(line.trim()) ? Number(line) : 0
}

function fileIn(folder: string) {
  return join(folder, 'postmaster.pid')
}
