import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, open, readdir, readFile, rm, statfs } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { clusterUrl, createCluster, findRunning, own, startCluster, stopCluster } from '../../src/platform/postgres/cluster.ts'
import { choosePlace } from '../../src/platform/postgres/embedded-postgres.ts'
import type { Place } from '../../src/platform/postgres/run-as.ts'
import { Client } from '../client.ts'
import { endWithUs } from '../end-with-us.ts'
import { operatorKey, password } from '../world.ts'

/** A PostgreSQL for one test alone, that it may freeze, starve and cut off. */
export async function ownPostgres({ folder: given, walFolder }: { folder?: string; walFolder?: string } = {}) {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'plenum-ill-')))
  const place: Place = await choosePlace(folder)
  if (walFolder) own(walFolder, place.user)
  await createCluster(place, ['--no-sync', '--wal-segsize=1', ...(walFolder ? [`--waldir=${join(walFolder, 'wal')}`] : [])])
  const settings = { max_wal_size: '32MB', min_wal_size: '2MB', shared_buffers: '16MB', autovacuum: 'off' }
  const port = await startCluster(place, settings)
  const callOff = endWithUs([], place.folder)
  /** To every process of it, the main one first. */
  async function signal(name: 'SIGSTOP' | 'SIGCONT') {
    const { pid } = (await findRunning(place))!
    for (const one of [pid, ...(await childrenOf(pid))]) process.kill(one, name)
  }
  return {
    folder: place.folder,
    port,
    url: await clusterUrl(place, port),
    isRunning: async () => (await findRunning(place)) !== null,
    startAgain: () => startCluster(place, settings, port),
    signal,
    async end() {
      await signal('SIGCONT').catch(() => {})
      await stopCluster(place).catch(() => {})
      callOff()
      await rm(place.folder, { recursive: true, force: true }).catch(() => {})
    },
  }
}

async function childrenOf(parent: number): Promise<number[]> {
  const stats = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')),
  )
  return stats
    .map((stat) => ({ pid: Number.parseInt(stat, 10), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) }))
    .filter((process) => process.parent === parent)
    .map(({ pid }) => pid)
}

type Manner = 'pass' | 'close'

/** Stands between Plenum and its database, and passes everything on until it is told to close whatever comes. */
export async function proxyTo(port: number) {
  let manner: Manner = 'pass'
  let came = 0
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    came++
    socket.on('error', () => {})
    if (manner === 'close') return void socket.destroy()
    const onward = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      open.add(one)
      one.on('error', () => {})
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    came: () => came,
    behave(as: Manner) {
      manner = as
      came = 0
      if (as === 'close') for (const socket of open) socket.destroy()
    },
    async end() {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

/** A disk so small that a test can fill it. */
export async function smallDisk(megabytes: number) {
  if (process.getuid?.() !== 0)
    throw new Error('A small disk needs the right to mount one: run the tests as root, or inside `unshare -rm`.')
  const folder = await mkdtemp(join(tmpdir(), 'plenum-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder])
  const ballast = join(folder, 'ballast')
  return {
    folder,
    async fill() {
      const { bavail, bsize } = await statfs(folder)
      const file = await open(ballast, 'w')
      const block = Buffer.alloc(bsize)
      for (let written = 0; written < bavail; written++) {
        const full = await file.write(block).then(
          () => false,
          () => true,
        )
        if (full) break
      }
      await file.close()
    },
    makeRoom: () => rm(ballast, { force: true }),
    async end() {
      execFileSync('umount', ['-l', folder])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Plenum in this process, with small bounds, on a database that is ill-treated. */
export async function plenumOn(url: string, env: Record<string, string> = {}) {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plenum-files-'))
  const config = readConfig({
    PLENUM_PORT: '0',
    PLENUM_OPERATOR_EMAIL: 'operator@example.com',
    PLENUM_OPERATOR_PASSWORD: password,
    PLENUM_OPERATOR_KEY: operatorKey,
    PLENUM_DATABASE_CONNECT_SECONDS: '1',
    PLENUM_DATABASE_STATEMENT_SECONDS: '1',
    DATABASE_URL: url,
    PLENUM_DATA: dataFolder,
    ...env,
  })
  const lines: string[] = []
  const destination = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const sql = openDatabase(url, { connectMs: config.databaseConnectMs, statementMs: config.databaseStatementMs, waitingMax: 100 })
  await migrate(sql)
  const app = await startApp(config, { sql, log: pino(destination) as never, metrics: createMetrics() })
  const operator = new Client(app.url, operatorKey)
  return {
    url: app.url,
    sql,
    operator,
    /** Lines of the log that say this. */
    logged: (words: string) => lines.filter((line) => line.includes(words)),
    async ready() {
      const response = await fetch(`${app.url}/readyz`)
      return { ...((await response.json()) as { status: string; reason?: string }), http: response.status }
    },
    metric: async (name: string) =>
      (await (await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${operatorKey}` } })).text())
        .split('\n')
        .filter((line) => line.startsWith(name)),
    async end() {
      await app.close()
      await sql.end()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export async function walFolderOn(disk: { folder: string }) {
  const folder = join(disk.folder, 'log')
  await mkdir(folder)
  return folder
}
