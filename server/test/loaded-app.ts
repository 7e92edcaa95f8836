import { AppDriver } from './app-driver.ts'
import { Client } from './client.ts'
import { operatorKey } from './plenum-process.ts'

/** An app of the operator in a real process, whose clock is the system's. */
export async function createLoadedApp(url: string): Promise<AppDriver> {
  const operator = new Client(url, operatorKey)
  const { sdkAppId, name } = await operator.call('app.create', { name: 'Loaded' })
  const { keys } = await operator.call('key.reveal', { sdkAppId })
  return new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, operator, () => new Date())
}
