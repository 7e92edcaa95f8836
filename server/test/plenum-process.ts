import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { clusterUrl, findRunning } from '../src/platform/postgres/cluster.ts'
import { choosePlace } from '../src/platform/postgres/embedded-postgres.ts'
import { Client } from './client.ts'
import { endWithUs } from './end-with-us.ts'

const checkout = fileURLToPath(new URL('../../', import.meta.url))
export const operatorKey = 'operator-key-of-the-process-tests'

type Settings = Record<string, string>

/** The real server as a process of its own, on a free port; its embedded PostgreSQL is a real one with everything that makes it durable. */
export async function beginPlenum(settings: Settings) {
  const port = settings.PLENUM_PORT ?? String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const running = run('server/src/main.ts', [], { PLENUM_OPERATOR_KEY: operatorKey, ...settings, PLENUM_PORT: port })
  return { ...running, url, port, operator: new Client(url, operatorKey) }
}

export async function startPlenum(settings: Settings) {
  const plenum = await beginPlenum(settings)
  while (!(await isReady(plenum.url))) {
    if (plenum.ended()) throw new Error(`Plenum ended at its start: ${JSON.stringify(await plenum.end)}`)
    await pause(20)
  }
  return plenum
}

/** A start that is expected to fail, or one of the tools. */
export function runPlenum(settings: Settings) {
  return run('server/src/main.ts', [], settings).end
}

export function runTool(name: 'backup' | 'restore' | 'reset-password', about: string, settings: Settings) {
  return run(`server/src/tools/${name}.ts`, [about], settings).end
}

/** A data folder for one test, with the PostgreSQL in it; whatever still runs there is killed at the end. */
export async function dataFolder(settings: Settings = {}) {
  const port = String(await freePort())
  const folder = await mkdtemp(join(tmpdir(), 'plenum-data-'))
  const callOff = endWithUs([], folder)
  const postmaster = async () => findRunning(await choosePlace(folder))
  return {
    folder,
    /** Always on the same port: who called before finds it again. */
    start: () => startPlenum({ ...settings, PLENUM_DATA: folder, PLENUM_PORT: port }),
    postmaster,
    databaseUrl: async () => clusterUrl(await choosePlace(folder), (await postmaster())!.port),
    async killPostgres() {
      const { pid } = (await postmaster())!
      process.kill(pid, 'SIGKILL')
      while ((await postmaster())?.pid === pid) await pause(5)
    },
    async remove() {
      const running = await postmaster()
      if (running) process.kill(running.pid, 'SIGQUIT')
      while (await postmaster()) await pause(20)
      callOff()
      await rm(folder, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}

function run(file: string, args: string[], settings: Settings) {
  const child = spawn(process.execPath, [join(checkout, file), ...args], {
    env: { ...machine(), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const callOff = endWithUs([child.pid!])
  const text = { output: '', errors: '' }
  child.stdout.on('data', (chunk) => (text.output += chunk))
  child.stderr.on('data', (chunk) => (text.errors += chunk))
  const end = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    callOff()
    return { code, signal, ...text }
  })
  return {
    text,
    end,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    stop(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' = 'SIGTERM') {
      child.kill(signal)
      return end
    },
  }
}

/** What is compiled is kept: the tests start Plenum a hundred times and more. */
const compileCache = join(checkout, 'node_modules/.cache/compiled')

function machine() {
  const ours = /^(PLENUM_|DATABASE_URL$|NODE_OPTIONS$|VITEST)/
  return { ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name))), NODE_COMPILE_CACHE: compileCache }
}

async function isReady(url: string) {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}

export function freePort() {
  return new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
