import { type CommandName, commands, type Input } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Client } from '../client.ts'
import { LiveClient } from '../live-client.ts'
import { startWorld, type World } from '../world.ts'
import { sharedWithUsersExamples } from './examples/said-by-users.ts'
import { alsoForUsers, ofPeopleAndGroups, socialExamples } from './examples/social.ts'
import { type Example, examples, type Scene } from './examples.ts'

let world: World
let people: Pick<Scene, 'ours' | 'theirs'>

beforeAll(async () => {
  world = await startWorld()
  const theirs = await world.signUp('Quiet Harbor')
  people = {
    ours: await signUpUs(),
    theirs: { owner: theirs, apiKey: await apiKeyOf(theirs), app: await world.app({ owner: theirs, name: 'Old Harbor' }) },
  }
})
afterAll(() => world.close())

async function apiKeyOf(owner: Client): Promise<Client> {
  const { secret } = await owner.call('apiKey.create', {
    name: 'robot',
    role: 'administrator',
    grants: ['plan', 'disable', 'delete', 'key'],
  })
  return new Client(world.url, secret)
}

async function signUpUs(): Promise<Scene['ours']> {
  const number = Math.floor(scenes / appsOfUs)
  const owner = await world.signUp(`Northwind Studio ${number}`)
  return { owner, apiKey: await apiKeyOf(owner), email: `northwind.studio.${number}@example.com` }
}

/** An account has at most 300 apps: after so many scenes there are others who are us. */
const appsOfUs = 250
let scenes = 0

async function newScene(): Promise<Scene> {
  if (++scenes % appsOfUs === 0) people = { ...people, ours: await signUpUs() }
  return { world, ...people, app: await world.app({ owner: people.ours.owner, name: 'Lumen Live' }) }
}

/** Nothing of ours may stand in an answer to them. */
function expectNothingOfOurs(answer: unknown, { app, ours }: Scene) {
  const text = JSON.stringify(answer)
  for (const mark of [String(app.sdkAppId), app.name, app.key, 'Northwind', ours.email]) expect(text).not.toContain(mark)
}

test('a list that continues after another account’s app is empty, in every order: it tells nothing of that app', async () => {
  const { app, ours, theirs } = await newScene()
  await world.app({ owner: ours.owner, name: 'Meridian Support' })
  await world.app({ owner: theirs.owner, name: 'Aaa' })
  await world.app({ owner: theirs.owner, name: 'Zzz' })
  for (const order of ['newest', 'oldest', 'name'] as const) {
    expect((await theirs.owner.call('app.list', { order, after: String(app.sdkAppId) })).apps).toEqual([])
    const page = await ours.owner.call('app.list', { order, limit: 1 })
    expect((await ours.owner.call('app.list', { order, after: page.next! })).apps).not.toEqual([])
  }
})

type Any = Input<CommandName>

async function expectOnlyUsers(name: CommandName, example: Example) {
  const scene = await newScene()
  const input = (await example.input(scene)) as Any
  const ann = await LiveClient.signIn(scene.app, 'ann')
  const stranger = await LiveClient.signIn(scene.theirs.app, 'ann')
  const nobody = await LiveClient.connect(world.url)

  expect((await nobody.refused(name, input)).code).toBe('not_signed_in')
  expectNothingOfOurs(await stranger.call(name, input).catch((error: unknown) => error), scene)
  if (example.notFor) {
    const other = await LiveClient.signIn(scene.app, example.notFor.userId)
    expect((await other.refused(name, input)).code).toBe(example.notFor.code)
    await other.close()
  }
  const answer = await ann.call(name, input)
  expect(commands[name].output.safeParse(answer).error).toBeUndefined()
  for (const client of [ann, stranger, nobody]) await client.close()
}

describe.each(Object.entries(sharedWithUsersExamples) as [CommandName, Example][])('%s on a live connection', (name, example) => {
  test('answers a user of the app, and not one of another app, nor anybody who is not signed in', () => expectOnlyUsers(name, example))
})

test('every command about groups and people that users may call has an example of theirs', () => {
  const known = [...Object.keys(alsoForUsers), ...Object.keys(socialExamples)]
  expect(known.toSorted()).toEqual(ofPeopleAndGroups.toSorted())
})

const all = [...Object.entries(examples), ...Object.entries(alsoForUsers)] as [CommandName, Example][]

describe.each(all)('%s', (name, example) => {
  if (example.by === 'server') {
    test('answers the app’s own server, and nobody with another app’s UserSig', async () => {
      const scene = await newScene()
      const { theirs, app } = scene
      const body = await example.input(scene)

      const signedByThem = { usersig: theirs.app.userSig(), identifier: 'administrator' }
      expect((await app.v4(example.path!, body, signedByThem)).ErrorCode).toBe(70014)
      const theirKeyForUs = { usersig: app.userSig('administrator', theirs.app.key) }
      expect((await app.v4(example.path!, body, theirKeyForUs)).ErrorCode).toBe(70009)
      expect((await app.v4(example.path!, body, { identifier: 'ann' })).ErrorCode).toBe(60010)
      expectNothingOfOurs({ ...(await theirs.app.v4(example.path!, body)), GroupId: null }, scene)

      expect(await app.v4(example.path!, body)).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
    })
    return
  }

  if (name === 'connection.open') {
    test('signs a user in, and nobody with another app’s UserSig', async () => {
      const scene = await newScene()
      const input = (await example.input(scene)) as Input<'connection.open'>
      const client = await LiveClient.connect(world.url)
      expect((await client.refused(name, { ...input, userSig: scene.theirs.app.userSig('ann') })).code).toBe('usersig_other_app')
      const theirKeyForUs = scene.app.userSig('ann', scene.theirs.app.key)
      expect((await client.refused(name, { ...input, userSig: theirKeyForUs })).code).toBe('usersig_wrong_key')
      expect((await client.refused(name, { ...input, userSig: scene.app.userSig('ben') })).code).toBe('usersig_other_user')
      expect(commands[name].output.safeParse(await client.call(name, input)).error).toBeUndefined()
      await client.close()
    })
    return
  }

  if (example.by === 'user') {
    test('answers a user of the app who may, and not one of another app, nor anybody who is not signed in', () =>
      expectOnlyUsers(name, example))
    return
  }

  if (example.by === 'nobody') {
    test('answers without a session', async () => {
      const answer = await world.nobody().call(name, (await example.input(await newScene())) as Any)
      expect(commands[name].output.safeParse(answer).error).toBeUndefined()
    })
    return
  }

  test(`answers ${example.by === 'operator' ? 'the operator' : 'the owner'}, and ${example.foreign} to another account’s session and API key`, async () => {
    const scene = await newScene()
    const { ours, theirs } = scene
    const input = (await example.input(scene)) as Any

    expect((await world.nobody().refused(name, input)).code).toBe('not_signed_in')
    for (const stranger of [theirs.owner, theirs.apiKey]) {
      if (example.foreign === 'refused') expect((await stranger.refused(name, input)).code).toMatch(/^not_(found|allowed)$/)
      else if (example.foreign === 'own only' && !example.notForApiKeys) expectNothingOfOurs(await stranger.call(name, input), scene)
    }
    if (example.by === 'operator') expect((await ours.owner.refused(name, input)).code).toBe('not_allowed')

    const answer = await (example.by === 'operator' ? world.operator : ours.owner).call(name, input)
    expect(commands[name].output.safeParse(answer).error).toBeUndefined()
  })
})
