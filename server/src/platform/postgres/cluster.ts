import { spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { chownSync, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { isDatabaseAway } from '../database-errors.ts'
import { Problem } from '../problem.ts'
import { exists, hasChildrenLeft, isAlive, readPostmasterFile } from './postmaster.ts'
import type { User } from './run-as.ts'

/** Where a cluster lives, and as whom it runs. `folder` holds postgres/ and postgres.log. */
export type Place = { binaries: string; folder: string; user: User | null }
export type ServerSettings = Record<string, string | number>

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

const patienceMs = 60_000
const pauseMs = 50
/** Another start is under way, the last run is still ending, or somebody was quicker with the port. */
const passing = /lock file|shared memory block|create any TCP\/IP sockets/
const logBytesMax = 10_000_000

/** Made in a folder aside and moved into place: a start that is killed half-way leaves no half a cluster. */
export async function createCluster(place: Place, extra: string[] = []) {
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
    await run(place, 'initdb', ['-D', join(draft, 'cluster'), `--pwfile=${passwordFile}`, ...flags])
    await rename(passwordFile, join(draft, 'cluster', 'plenum-password'))
    await rename(join(draft, 'cluster'), clusterFolder(place)).catch((error) => {
      if (!existsSync(join(clusterFolder(place), 'PG_VERSION'))) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** Starts the cluster, or finds it running already, and answers with its port once it takes connections. */
export async function startCluster(place: Place, settings: ServerSettings = {}, wantedPort?: number) {
  const deadline = performance.now() + patienceMs
  let obstacle = 'it does not answer'
  while (performance.now() < deadline) {
    const running = await findRunning(place)
    if (!running) obstacle = (await tryStart(place, settings, wantedPort ?? (await freePort()))) ?? obstacle
    else if (await takesConnections(await clusterUrl(place, running.port))) return running.port
    else await pause(pauseMs)
  }
  throw new Problem(`The PostgreSQL in ${place.folder} cannot be used: ${obstacle}; see ${logFile(place)}.`)
}

/** Open transactions are rolled back and everything is written down. */
export async function stopCluster(place: Place) {
  if (await findRunning(place)) await run(place, 'pg_ctl', ['-D', clusterFolder(place), '-m', 'fast', '-w', '-t', '60', 'stop'])
}

export async function findRunning(place: Place) {
  const postmaster = await readPostmasterFile(clusterFolder(place))
  return postmaster && (await isAlive(postmaster)) ? postmaster : null
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

function logFile(place: Place) {
  return join(place.folder, 'postgres.log')
}

/** What is in the way for now; null when it started. */
async function tryStart(place: Place, settings: ServerSettings, port: number) {
  const obstacle = await buryPredecessor(place)
  if (obstacle) return pause(pauseMs, obstacle)
  const logStart = await startLogFile(place)
  const options = Object.entries({ ...defaults, ...settings, port }).map(([name, value]) => `-c ${name}='${value}'`)
  try {
    await run(place, 'pg_ctl', ['-D', clusterFolder(place), '-l', logFile(place), '-o', options.join(' '), '-w', '-t', '60', 'start'])
    return null
  } catch (error) {
    const words = (await lastWords(place, logStart)) ?? (error as Error).message
    if (passing.test(words)) return pause(pauseMs, words)
    throw new Problem(`PostgreSQL does not start in ${place.folder}: ${words}.`)
  }
}

/** PostgreSQL refuses to start while another process has the number its file names, be it a stranger or a zombie. */
async function buryPredecessor(place: Place) {
  const predecessor = await readPostmasterFile(clusterFolder(place))
  if (!predecessor) return null
  if (await hasChildrenLeft(predecessor)) return 'processes of its last run are still at work'
  if (exists(predecessor.pid) && !(await isAlive(predecessor))) await rm(join(clusterFolder(place), 'postmaster.pid'), { force: true })
  return null
}

/** Answers with how long the log is already. */
async function startLogFile(place: Place) {
  const file = logFile(place)
  if (((await stat(file).catch(() => null))?.size ?? 0) > logBytesMax) await rename(file, `${file}.1`)
  await writeFile(file, '', { flag: 'a', mode: 0o600 })
  own(file, place.user)
  return (await stat(file)).size
}

async function lastWords(place: Place, logStart: number) {
  const log = await readFile(logFile(place)).catch(() => Buffer.alloc(0))
  const lines = log
    .subarray(logStart)
    .toString()
    .split('\n')
    .filter((line) => /(FATAL|PANIC|ERROR|error):/.test(line))
  return lines.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '')
}

async function takesConnections(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    if (isDatabaseAway(error)) return false
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

/** In a process group of its own, so that Ctrl-C in a terminal reaches Plenum only and PostgreSQL stops after it. */
function run(place: Place, program: 'initdb' | 'pg_ctl', args: string[]) {
  return new Promise<void>((resolve, reject) => {
    const as = place.user ? { uid: place.user.uid, gid: place.user.gid } : {}
    const child = spawn(join(place.binaries, 'bin', program), args, { ...as, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      child.stdout.destroy()
      child.stderr.destroy()
      code === 0
        ? resolve()
        : reject(new Problem(`${program} failed (${code ?? signal}): ${output.trim().split('\n').slice(-3).join(' ')}`))
    })
  })
}
