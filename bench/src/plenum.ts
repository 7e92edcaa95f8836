import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { findEmbeddedPostgres } from '../../server/src/platform/postgres/embedded-postgres.ts'
import { exists, readPostmasterFile } from '../../server/src/platform/postgres/postmaster.ts'
import { Client } from '../../server/test/client.ts'
import { endWithUs } from '../../server/test/end-with-us.ts'

const script = fileURLToPath(new URL('../../script/server', import.meta.url))
const operatorKey = 'operator-key-of-the-bench'
const readyWithinMs = 120_000

/**
 * A Plenum as an operator runs it: `script/server` with a data folder of its own and everything durable, on a free port unless one is set, and
 * where told so on one processor of the machine, with its PostgreSQL.
 */
export async function startPlenum(dataFolder: string, settings: Record<string, string> = {}, processor?: number) {
  const port = Number(settings.PLENUM_PORT ?? (await freePort()))
  const url = `http://127.0.0.1:${port}`
  const startedAt = performance.now()
  const [program, ...args] = processor === undefined ? [script] : ['taskset', '-c', String(processor), script]
  const child = spawn(program!, args, {
    env: { ...settingsOfMachine(), PLENUM_PORT: String(port), PLENUM_DATA: dataFolder, PLENUM_OPERATOR_KEY: operatorKey, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.once('exit', endWithUs([child.pid!], dataFolder))
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - startedAt > readyWithinMs) throw new Error(`Plenum did not start:\n${output}`)
    await pause(5)
  }
  return {
    url,
    port,
    pid: child.pid!,
    secondsToReady: (performance.now() - startedAt) / 1000,
    operator: new Client(url, operatorKey),
    databaseUrl: async () => (await findEmbeddedPostgres(dataFolder))!,
    stop: () => ended(child),
    kill: () => ended(child, 'SIGKILL'),
  }
}

export type RunningPlenum = Awaited<ReturnType<typeof startPlenum>>

/** With a data folder that is gone afterwards. */
export async function withPlenum<T>(
  use: (plenum: RunningPlenum, dataFolder: string) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  return withFolder(async (folder) => {
    const plenum = await startPlenum(folder, settings)
    try {
      return await use(plenum, folder)
    } finally {
      await plenum.stop()
    }
  })
}

export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-bench-'))
  try {
    return await use(folder)
  } finally {
    // A server that ended badly has left its PostgreSQL behind.
    const orphan = await readPostmasterFile(join(folder, 'postgres'))
    if (orphan && exists(orphan.pid)) process.kill(orphan.pid, 'SIGQUIT')
    await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

/** None of the settings of the caller: a figure is that of the defaults. */
function settingsOfMachine(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PLENUM_') && name !== 'DATABASE_URL'))
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`)
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}

function ended(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
