import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../problem.ts'
import type { Place } from './run-as.ts'

export type ServerSettings = Record<string, string | number>

const logBytesMax = 10_000_000
const endWithinMs = 3_000

/**
 * The main process of PostgreSQL, without a shell in between that would read the names of folders. In a process group of its own, so that
 * Ctrl-C in a terminal reaches Plenum only and PostgreSQL stops after it.
 */
export async function spawnServer(place: Place, folder: string, settings: ServerSettings) {
  const log = await openLog(place)
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const as = place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
  const child = spawn(join(place.binaries, 'bin', 'postgres'), ['-D', folder, ...options], {
    ...as,
    cwd: folder,
    detached: true,
    stdio: ['ignore', log.file, log.file],
  })
  closeSync(log.file)
  await once(child, 'spawn').catch((error) => {
    throw new Problem(`PostgreSQL does not start in ${place.folder}: ${error.message}.`)
  })
  child.unref()
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  return {
    pid: child.pid!,
    hasEnded,
    /** What it said last; null: nothing. */
    lastWords: () => readLastWords(logFile(place), log.bytesBefore),
    /** Nothing is lost when it does not end in time: the next start recovers it. */
    async end() {
      child.kill('SIGINT')
      const deadline = performance.now() + endWithinMs
      while (!hasEnded()) {
        await pause(20)
        if (performance.now() > deadline) child.kill('SIGQUIT')
      }
    },
  }
}

export function logFile(place: Place) {
  return join(place.folder, 'postgres.log')
}

async function openLog(place: Place) {
  const path = logFile(place)
  if (((await stat(path).catch(() => null))?.size ?? 0) > logBytesMax) await rename(path, `${path}.1`)
  const file = openSync(path, 'a', 0o600)
  if (place.user) chownSync(path, place.user.uid, place.user.gid)
  return { file, bytesBefore: (await stat(path)).size }
}

async function readLastWords(path: string, from: number) {
  const log = await readFile(path).catch(() => Buffer.alloc(0))
  return lastComplaint(log.subarray(from).toString())
}

/** Why a program of PostgreSQL did not do what it should; null: it has said nothing of the kind. */
export function lastComplaint(output: string) {
  const lines = output.split('\n').filter((line) => /(FATAL|PANIC|ERROR|error):/.test(line))
  return lines.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '') ?? null
}
