import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '../../server/src/platform/database.ts'
import { endWithUs } from '../../server/test/end-with-us.ts'
import { openConnection } from './keep-alive.ts'
import { groups, said, users } from './message-app.ts'
import { freePort } from './plenum.ts'
import type { Way } from './way.ts'

const program = '/usr/sbin/ejabberdctl'
const schema = '/usr/share/ejabberd/sql/pg.sql'
const readyWithinMs = 60_000
/** An archive that has not grown for so long is complete. */
export const quietMs = 1_500

export const howToInstall =
  'ejabberd is not installed, so there is nothing to compare with: apt-get install -y --no-install-recommends ejabberd erlang-p1-pgsql'

export const isInstalled = () => existsSync(program) && existsSync(schema)

/**
 * With its archive in a database of the same PostgreSQL. `withRooms`: rooms for the groups and a member in each who may post through the
 * HTTP API. Anybody may come in over XMPP and join a room, which is made with its first member.
 */
export async function startEjabberd(folder: string, postgresUrl: string, { withRooms = true } = {}) {
  await createDatabase(postgresUrl)
  const port = await freePort()
  const xmppPort = await freePort()
  configure(folder, { port, xmppPort, distributionPort: await freePort() }, new URL(postgresUrl))
  const child = start(folder)
  // The whole group.
  child.once('exit', endWithUs([-child.pid!]))
  const pids = () =>
    execFileSync('pgrep', ['-g', String(child.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .map(Number)
  try {
    await waitFor(port, folder)
    await waitFor(xmppPort, folder)
    if (withRooms) await fill(port)
  } catch (error) {
    await stop(child)
    throw error
  }
  return {
    posting: (what: string, roomOf: (number: number) => number): Way => ({
      what,
      async open(inFlight) {
        const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(port)))
        return {
          says: connections.map((connection) => async (number) => {
            const room = roomOf(number)
            const message = {
              type: 'groupchat',
              from: memberOf(room),
              to: nameOf(room),
              subject: '',
              body: `${said[0]!.MsgContent.Text} ${number}`,
            }
            const answer = await connection.post('/api/send_message', JSON.stringify(message))
            if (answer.trim() !== '0') throw new Error(answer)
          }),
          close: () => {
            for (const connection of connections) connection.close()
          },
        }
      },
    }),
    xmppPort,
    pids,
    /** Of the machine's processors it uses only the first. */
    pin: () => pinAll(pids(), 0),
    /** Waits until everything answered so far stands in the archive, and `quietMs` more. Returns how many messages that is. */
    async archived(): Promise<number> {
      const archive = openDatabase(databaseIn(postgresUrl), { pool: 1 })
      const count = async () => (await archive<{ count: number }[]>`select count(distinct txt) as count from archive`)[0]!.count
      let known = await count()
      for (;;) {
        await pause(quietMs)
        const now = await count()
        if (now === known) break
        known = now
      }
      await archive.end()
      return known
    },
    stop: () => stop(child),
  }
}

export function pinAll(pids: number[], processor: number): void {
  for (const pid of pids) execFileSync('taskset', ['-acp', String(processor), String(pid)], { stdio: 'ignore' })
}

const nameOf = (room: number) => `room_${room}@conference.localhost`
const memberOf = (room: number) => `user_${room % users}@localhost`

async function createDatabase(postgresUrl: string) {
  const cluster = openDatabase(postgresUrl, { pool: 1 })
  await cluster`create database ejabberd`
  await cluster.end()
  const database = openDatabase(databaseIn(postgresUrl), { pool: 1 })
  await database.unsafe(readFileSync(schema, 'utf8'))
  await database.end()
}

function databaseIn(postgresUrl: string): string {
  const url = new URL(postgresUrl)
  url.pathname = '/ejabberd'
  return url.href
}

interface Ports {
  port: number
  xmppPort: number
  distributionPort: number
}

function configure(folder: string, { port, xmppPort, distributionPort }: Ports, { hostname, port: sqlPort, username, password }: URL) {
  for (const inside of ['', 'spool', 'log']) mkdirSync(join(folder, inside), { recursive: true })
  writeFileSync(
    join(folder, 'ejabberd.yml'),
    `loglevel: warning
hosts: [localhost]
auth_method: [anonymous, internal]
anonymous_protocol: sasl_anon
allow_multiple_connections: true
disable_sasl_mechanisms: [X-OAUTH2]
listen:
  - {port: ${xmppPort}, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, shaper: none, access: all, backlog: 4096, starttls: false}
  - {port: ${port}, ip: "127.0.0.1", module: ejabberd_http, backlog: 1024, request_handlers: {/api: mod_http_api}}
api_permissions: {"all": {who: {ip: 127.0.0.1/8}, what: "*"}}
sql_type: pgsql
sql_server: "${hostname}"
sql_port: ${sqlPort}
sql_database: ejabberd
sql_username: "${decodeURIComponent(username)}"
sql_password: "${decodeURIComponent(password)}"
sql_pool_size: 5
modules:
  mod_admin_extra: {}
  mod_http_api: {}
  mod_disco: {}
  mod_muc_admin: {}
  mod_muc: {access: all, access_create: all, access_persistent: all, max_users: 20000, history_size: 20, default_room_options: {mam: true, persistent: false, presence_broadcast: [], max_users: 20000}}
  mod_mam: {db_type: sql, default: always, assume_mam_usage: true}
`,
  )
  writeFileSync(
    join(folder, 'ejabberdctl.cfg'),
    `ERL_OPTIONS="-env ERL_CRASH_DUMP_BYTES 0 +sbwt none +sbwtdcpu none +sbwtdio none"\nERLANG_NODE=bench@localhost\nERL_DIST_PORT=${distributionPort}\n`,
  )
  if (process.getuid?.() === 0) {
    const id = (flag: string) => Number(execFileSync('id', [flag, 'ejabberd'], { encoding: 'utf8' }))
    const [user, group] = [id('-u'), id('-g')]
    for (const inside of ['', 'spool', 'log', 'ejabberd.yml', 'ejabberdctl.cfg']) chownSync(join(folder, inside), user, group)
  }
}

function start(folder: string): ChildProcess {
  const files = ['-f', 'ejabberd.yml', '-c', 'ejabberdctl.cfg', '-s', 'spool', '-l', 'log'].map((part) =>
    part.startsWith('-') ? part : join(folder, part),
  )
  const asUser = process.getuid?.() === 0 ? ['setpriv', '--reuid', 'ejabberd', '--regid', 'ejabberd', '--clear-groups'] : []
  const [command, ...rest] = [...asUser, program, ...files, 'foreground']
  // A group of its own, so that what it starts goes with it.
  return spawn(command!, rest, { cwd: '/', env: { ...process.env, HOME: folder }, stdio: 'ignore', detached: true })
}

async function waitFor(port: number, folder: string) {
  const startedAt = performance.now()
  while (!(await accepts(port))) {
    if (performance.now() - startedAt > readyWithinMs) throw new Error(`ejabberd did not start: see ${folder}/log`)
    await pause(100)
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

async function fill(port: number) {
  const connection = await openConnection(port)
  const call = (command: string, body: object) => connection.post(`/api/${command}`, JSON.stringify(body))
  for (let number = 0; number < users; number++) await call('register', { user: `user_${number}`, host: 'localhost', password: 'p' })
  for (let room = 0; room < groups; room++) {
    const options = ['allow_subscription', 'persistent', 'mam'].map((name) => ({ name, value: 'true' }))
    await call('create_room_with_opts', { name: `room_${room}`, service: 'conference.localhost', host: 'localhost', options })
    await call('subscribe_room', {
      user: memberOf(room),
      nick: `user_${room % users}`,
      room: nameOf(room),
      nodes: 'urn:xmpp:mucsub:nodes:messages',
    })
  }
  connection.close()
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid!, 'SIGKILL')
  await ended
}
