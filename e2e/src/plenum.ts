import { AppDriver } from '../../server/test/app-driver.ts'
import { Client } from '../../server/test/client.ts'
import { freshDatabase } from '../../server/test/database.ts'
import { operatorKey, startPlenum as startProcess } from '../../server/test/plenum-process.ts'

/** The afternoon in Shanghai on which worked example 1 upgrades. */
const beginning = '2022-11-10T06:20:00Z'
export const password = 'correct horse battery'
export const operatorEmail = 'operator@example.com'

/** A Plenum as a process of its own, on a fresh database and a free port, with a clock that the story moves. */
export async function startPlenum(env: Record<string, string> = {}) {
  const database = await freshDatabase()
  const { url, stop } = await startProcess({
    PLENUM_CLOCK: `manual:${beginning}`,
    PLENUM_OPERATOR_EMAIL: operatorEmail,
    PLENUM_OPERATOR_PASSWORD: password,
    DATABASE_URL: database.url,
    ...env,
  })
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
      await stop()
      await database.drop()
    },
  }
}

export type Plenum = Awaited<ReturnType<typeof startPlenum>>

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(/\W+/g, '.')}@example.com`
