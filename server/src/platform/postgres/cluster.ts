import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { chownSync, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { isLoss } from '../database-errors.ts'
import { Problem } from '../problem.ts'
import { buryPredecessor, exists, readPostmasterFile } from './postmaster.ts'
import { isProcessIn, sendSignal } from './processes.ts'
import type { Place, User } from './run-as.ts'
import { lastComplaint, logFile, type ServerSettings, spawnServer } from './server-process.ts'

/** Small, since Plenum and PostgreSQL share a machine with others. Nothing here touches durability. */
const defaults: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 40,
  shared_buffers: '64MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '512MB',
  io_workers: 2,
  max_wal_senders: 0,
  jit: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/** PostgreSQL itself looks once a minute whether its file still stands, and ends when not. */
const patienceMs = 90_000
const pauseMs = 25
/** Another start is under way, the last run is still ending, or somebody was quicker with the port. */
const passing = /lock file .* (already exists|is empty)|shared memory block|create any TCP\/IP sockets/

/** Made in a folder aside and moved into place: a start that is killed half-way leaves no half a cluster. */
export async function createCluster(place: Place, extra: string[] = [], signal?: AbortSignal) {
  if (existsSync(join(clusterFolder(place), 'PG_VERSION'))) return
  await removeDrafts(place)
  const draft = `${clusterFolder(place)}.new-${process.pid}`
  await mkdir(draft, { recursive: true, mode: 0o700 })
  own(draft, place.user)
  const passwordFile = join(draft, 'password')
  const password = randomBytes(24).toString('base64url')
  await writeFile(passwordFile, password, { mode: 0o600 })
  own(passwordFile, place.user)
  try {
    const flags = ['--encoding=UTF8', '--locale=C', '--username=plenum', '--auth=scram-sha-256', '--no-instructions', ...extra]
    await makeCluster(place, ['-D', join(draft, 'cluster'), `--pwfile=${passwordFile}`, ...flags], signal)
    await rename(passwordFile, join(draft, 'cluster', 'plenum-password'))
    await rename(join(draft, 'cluster'), clusterFolder(place)).catch((error) => {
      if (!existsSync(join(clusterFolder(place), 'PG_VERSION'))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Starts the cluster, or finds it running already, and answers with its port once it takes connections. */
export async function startCluster(place: Place, settings: ServerSettings = {}, wantedPort?: number, signal?: AbortSignal) {
  const deadline = performance.now() + patienceMs
  let obstacle = 'it does not answer'
  while (performance.now() < deadline) {
    signal?.throwIfAborted()
    const running = await findRunning(place)
    if (running) {
      if (await isReady(place, running.port)) return running.port
    } else {
      const outcome = await tryStart(place, { ...defaults, ...settings, port: wantedPort ?? (await freePort()) }, signal)
      if ('port' in outcome) return outcome.port
      obstacle = outcome.obstacle
    }
    await pause(pauseMs)
  }
  throw new Problem(`The PostgreSQL in ${place.folder} cannot be used: ${obstacle}; see ${logFile(place)}.`)
}

/** Open transactions are rolled back and everything is written down. */
export async function stopCluster(place: Place) {
  const running = await findRunning(place)
  if (!running) return
  const deadline = performance.now() + patienceMs
  sendSignal(running.pid, 'SIGINT')
  while (await isProcessIn(running.pid, clusterFolder(place), place.user)) {
    if (performance.now() > deadline) throw new Problem(`The PostgreSQL in ${place.folder} does not stop; see ${logFile(place)}.`)
    await pause(pauseMs)
  }
}

/** The main process that works in this very folder. */
export async function findRunning(place: Place) {
  const postmaster = await readPostmasterFile(clusterFolder(place))
  return postmaster && (await isProcessIn(postmaster.pid, clusterFolder(place), place.user)) ? postmaster : null
}

export async function clusterUrl(place: Place, port: number, database = 'postgres') {
  const password = await readFile(join(clusterFolder(place), 'plenum-password'), 'utf8')
  return `postgres://plenum:${password.trim()}@127.0.0.1:${port}/${database}`
}

export function clusterFolder(place: Place) {
  return join(place.folder, 'postgres')
}

export function own(path: string, user: User | null) {
  if (user) chownSync(path, user.uid, user.gid)
}

async function removeDrafts({ folder }: Place) {
  for (const name of await readdir(folder)) {
    const pid = Number(/^postgres\.new-(\d+)$/.exec(name)?.[1])
    if (pid && !exists(pid)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

type Outcome = { port: number } | { obstacle: string }

/** A start that is given up ends what it has started. */
async function tryStart(place: Place, settings: ServerSettings & { port: number }, signal?: AbortSignal): Promise<Outcome> {
  const obstacle = await buryPredecessor(clusterFolder(place), place.user)
  if (obstacle) return { obstacle }
  const server = await spawnServer(place, clusterFolder(place), settings)
  try {
    while (!server.hasEnded()) {
      signal?.throwIfAborted()
      const running = await findRunning(place)
      if (running?.pid === server.pid && (await isReady(place, running.port))) return { port: running.port }
      await pause(pauseMs)
    }
  } catch (error) {
    await server.end()
    throw error
  }
  const words = (await server.lastWords()) ?? 'it ended without a word'
  if (passing.test(words)) return { obstacle: words }
  throw new Problem(`PostgreSQL does not start in ${place.folder}: ${words}.`)
}

async function isReady(place: Place, port: number) {
  const url = await clusterUrl(place, port)
  return takesConnections(url).catch((error: Error) => {
    throw new Problem(`The PostgreSQL in ${place.folder} refuses Plenum: ${error.message}.`)
  })
}

async function takesConnections(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if (isLoss(error)) return false
    throw error
  } finally {
    await client.end()
  }
}

/** Below the ports that systems hand out for outgoing connections, so that none of those sits on it after a restart. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_768)
  return (await isFree(port)) ? port : freePort()
}

function isFree(port: number) {
  return new Promise<boolean>((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** A process group of its own is ended as a whole: the program has others work for it. */
function makeCluster(place: Place, args: string[], signal?: AbortSignal) {
  return new Promise<void>((resolve, reject) => {
    const as = place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
    const child = spawn(join(place.binaries, 'bin', 'initdb'), args, { ...as, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const giveUp = () => child.pid && sendSignal(-child.pid, 'SIGTERM')
    signal?.addEventListener('abort', giveUp)
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', reject)
    child.once('exit', (code, signalCode) => {
      signal?.removeEventListener('abort', giveUp)
      child.stdout.destroy()
      child.stderr.destroy()
      if (signal?.aborted) return reject(signal.reason)
      if (code === 0) return resolve()
      reject(
        new Problem(
          `PostgreSQL cannot be set up in ${place.folder}: ${lastComplaint(output) ?? `initdb ended with ${code ?? signalCode}`}.`,
        ),
      )
    })
  })
}
