import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AppDriver } from '../../server/test/app-driver.ts'
import { Client } from '../../server/test/client.ts'
import { freshDatabase } from '../../server/test/database.ts'
import { endWithUs } from '../../server/test/end-with-us.ts'

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url))
/** The afternoon in Shanghai on which worked example 1 upgrades. */
const beginning = '2022-11-10T06:20:00Z'
export const password = 'correct horse battery'
export const operatorEmail = 'operator@example.com'
const operatorKey = 'operator-key-of-the-stories'

/** A Plenum as a process of its own, on a fresh database and a free port, with a clock that the story moves. */
export async function startPlenum(env: Record<string, string> = {}) {
  const database = await freshDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [main], {
    env: {
      ...machine(),
      PLENUM_PORT: String(port),
      PLENUM_CLOCK: `manual:${beginning}`,
      PLENUM_OPERATOR_EMAIL: operatorEmail,
      PLENUM_OPERATOR_PASSWORD: password,
      PLENUM_OPERATOR_KEY: operatorKey,
      DATABASE_URL: database.url,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const callOff = endWithUs([child.pid!])
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`Plenum did not start:\n${output}`)
    await pause(20)
  }
  let present = new Date(beginning)

  return {
    url,
    sql: database.sql,
    operator: new Client(url, operatorKey),

    /** Someone with an account of their own. */
    async signUp(name: string): Promise<Client> {
      const client = new Client(url)
      await client.call('session.signUp', { email: emailOf(name), password, name })
      return client
    },

    async signIn(email: string): Promise<Client> {
      const client = new Client(url)
      await client.call('session.signIn', { email, password })
      return client
    },

    /** The app's own server: it holds the key and calls `/v4`. */
    async serverOf(owner: Client, sdkAppId: number): Promise<AppDriver> {
      const { name } = await owner.call('app.get', { sdkAppId })
      const { keys } = await owner.call('key.reveal', { sdkAppId })
      return new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, owner, () => present)
    },

    async createApp(owner: Client, name: string): Promise<AppDriver> {
      const { sdkAppId } = await owner.call('app.create', { name })
      return this.serverOf(owner, sdkAppId)
    },

    async moveTo(at: string): Promise<void> {
      await this.operator.call('clock.set', { now: at })
      present = new Date(at)
    },

    async close() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      callOff()
      await database.drop()
    },
  }
}

export type Plenum = Awaited<ReturnType<typeof startPlenum>>

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.com`

function machine(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PLENUM_') && name !== 'NODE_OPTIONS'))
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    (response) => response.ok,
    () => false,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
