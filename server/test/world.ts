import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DestinationStream, pino } from 'pino'
import { startApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createMetrics } from '../src/platform/metrics.ts'
import { AppDriver } from './app-driver.ts'
import { Client } from './client.ts'
import { freshDatabase } from './database.ts'

interface Setting {
  /** Where the manual clock begins. */
  now?: string
  env?: Record<string, string>
  /** Where log lines go. */
  log?: DestinationStream
}

export interface Plan {
  edition?: 'free' | 'pro' | 'ultimate'
  owner?: Client
  name?: string
  unlimitedAvGroups?: boolean
  groupsPerUser?: number
  membersPerGroup?: number
}

export const operatorKey = 'operator-key-of-the-tests'
export const password = 'correct horse battery'

/** A Plenum of its own: a fresh database, a free port, a clock that the test moves. */
export async function startWorld({ now = '2022-11-10T06:20:00Z', env = {}, log }: Setting = {}) {
  const database = await freshDatabase()
  const dataFolder = join(tmpdir(), `plenum-${randomBytes(8).toString('hex')}`)
  const config = readConfig({
    PLENUM_PORT: '0',
    PLENUM_CLOCK: `manual:${now}`,
    PLENUM_OPERATOR_EMAIL: 'operator@example.com',
    PLENUM_OPERATOR_PASSWORD: password,
    PLENUM_OPERATOR_KEY: operatorKey,
    DATABASE_URL: database.url,
    PLENUM_DATA: dataFolder,
    // Where time passes and nobody pays, nobody is to be suspended: tests about money switch it on.
    PLENUM_CHARGES: 'off',
    ...env,
  })
  const { sql } = database
  const app = await startApp(config, {
    sql,
    log: pino({ level: log ? 'info' : (process.env.PLENUM_TEST_LOG ?? 'silent') }, log) as never,
    metrics: createMetrics(),
  })
  const operator = new Client(app.url, operatorKey)
  let present = new Date(now)
  let ended: Promise<void> | undefined
  const stop = () => (ended ??= app.close())
  let people = 0

  async function signUp(name = `Person ${++people}`): Promise<Client> {
    const client = new Client(app.url)
    await client.call('session.signUp', { email: `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.com`, password, name })
    return client
  }

  async function createApp({ owner, name = 'Lumen Live' }: { owner?: Client; name?: string } = {}): Promise<AppDriver> {
    const client = owner ?? (await signUp())
    const { sdkAppId } = await client.call('app.create', { name })
    const { keys } = await client.call('key.reveal', { sdkAppId })
    return new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, client, () => present)
  }

  /** A Free app of a person of its own, or an upgraded one. */
  async function openApp({ edition = 'free', owner, name, ...wanted }: Plan = {}): Promise<AppDriver> {
    const driver = await createApp({ ...(owner && { owner }), ...(name && { name }) })
    if (edition !== 'free') await driver.upgrade({ edition, ...wanted })
    return driver
  }

  /** Takes the documented rates away, so that a race is a race. */
  function unlimitedRates(sdkAppId: number) {
    const ofUsers = { reactionsPerUser: 1_000_000, searchesPerUser: 1_000_000 }
    const rates = { default: 1_000_000, messagesPerGroup: 1_000_000, attributeWritesPerGroup: 1_000_000, ...ofUsers }
    return operator.call('app.setRates', { sdkAppId, rates })
  }

  async function moveTo(at: string | Date) {
    const answer = await operator.call('clock.set', { now: new Date(at).toISOString() })
    present = new Date(answer.now)
    return answer
  }

  return {
    url: app.url,
    sql,
    databaseUrl: database.url,
    dataFolder,
    /** What would leave for live connections. */
    hub: app.hub,
    /** What live connections would feed. */
    presence: app.presence,
    activity: app.activity,
    operator,
    signUp,
    nobody: () => new Client(app.url),
    app: openApp,
    unlimitedRates,
    /** An app without the documented rates, and with these users. */
    async busyApp({ users = [], ...plan }: Plan & { users?: string[] } = {}) {
      const driver = await openApp(plan)
      await unlimitedRates(driver.sdkAppId)
      await driver.importUsers(users)
      return driver
    },
    /** Where the counters of an app differ from its rows. */
    differencesIn: async ({ sdkAppId }: AppDriver) => (await operator.call('limits.recount', { sdkAppId })).differences,
    now: () => present,
    /** The present second, as the public dialect writes times. */
    unix: () => Math.floor(present.getTime() / 1000),
    moveTo,
    moveBy: (seconds: number) => moveTo(new Date(present.getTime() + seconds * 1000)),
    /** Ends Plenum; what it wrote is still there. */
    stop,
    async close() {
      await stop()
      await rm(dataFolder, { recursive: true, force: true })
      await database.drop()
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>
