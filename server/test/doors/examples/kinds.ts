import type { AppDriver } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import type { World } from '../../world.ts'

/** Two customers who know nothing of each other, and an app of ours with people and groups in it. */
export interface Scene {
  world: World
  ours: { owner: Client; apiKey: Client; email: string }
  theirs: { owner: Client; apiKey: Client; app: AppDriver }
  /** Fresh for each example, so that no example depends on another. */
  app: AppDriver
}

export interface Example {
  /** Whose call succeeds. `server`: an administrator of the app through the public REST dialect; `user`: ann, through a live connection. */
  by: 'nobody' | 'owner' | 'operator' | 'server' | 'user'
  /** What the same call answers to another account: a refusal, or only what is its own. */
  foreign: 'refused' | 'own only' | 'same for all'
  input(scene: Scene): unknown
  /** Of the public REST dialect. */
  path?: string
  /** A user of the same app who may not, with what the refusal says. */
  notFor?: { userId: string; code: string }
  /** API keys have neither password nor session. */
  notForApiKeys?: true
  /** Not a look, and yet the same call may be repeated. */
  again?: true
}

export const ofApp = (more: (scene: Scene) => unknown = () => ({})): Example => ({
  by: 'owner',
  foreign: 'refused',
  input: async (scene) => ({ sdkAppId: scene.app.sdkAppId, ...((await more(scene)) as object) }),
})

export const ofOperator = (input: Example['input']): Example => ({ by: 'operator', foreign: 'refused', input })
export const ofAccount = (input: Example['input'] = () => ({})): Example => ({ by: 'owner', foreign: 'own only', input })
export const ofEverybody = (input: Example['input'] = () => ({})): Example => ({ by: 'nobody', foreign: 'same for all', input })
export const ofServer = (path: string, input: Example['input']): Example => ({ by: 'server', foreign: 'refused', path, input })

export const ofUser = (input: Example['input'] = () => ({})): Example => ({ by: 'user', foreign: 'refused', input })

export const pro = { edition: 'pro', unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200 }
export const larger = { ...pro, membersPerGroup: 1000 }

export const upgraded = (more: object) => async (scene: Scene) => {
  await scene.app.upgrade()
  return more
}
export const disabled = (more: object) => async (scene: Scene) => {
  await scene.app.disable()
  return { ...more, ...('confirmName' in more && { confirmName: scene.app.name }) }
}

export async function userOf({ app }: Scene) {
  await app.importUsers(['ann', 'ben'])
  return 'ann'
}

export async function groupOf(scene: Scene) {
  return scene.app.createGroup({ Owner_Account: await userOf(scene) })
}

let said = 0
export const hello = () => ({ Random: ++said, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] })

export const usd = (amount: string) => ({ currency: 'USD' as const, amount })

/** Of an account with one bill, found by its number. */
export const billed = (more: (number: string) => object): Example => ({
  by: 'owner',
  foreign: 'refused',
  async input({ app, world }) {
    await app.upgrade()
    const { accountId } = await app.get()
    const [year, month] = world.now().toISOString().split('-').map(Number) as [number, number]
    await world.moveTo(new Date(Date.UTC(year, month, 3)))
    const { bills } = await world.operator.call('bill.list', { accountId })
    return { accountId, ...more(bills[0]!.number) }
  },
})
