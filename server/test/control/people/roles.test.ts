import { type Command, type CommandName, commands, type Grant, type Input, type Right, type Role } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { type Example, examples, type Scene } from '../../doors/examples.ts'
import { startWorld, type World } from '../../world.ts'
import { join, makeKey } from './people-driver.ts'

const granted: Grant[] = ['plan', 'disable', 'delete', 'key']

/** Rights of console.md 13, written down once more: what the code says about them is not asked. */
const rightsOf: Record<Role, Right[]> = {
  owner: ['read', 'develop', 'createApp', 'people', ...granted],
  administrator: ['read', 'develop', 'createApp', 'people'],
  developer: ['read', 'develop'],
  billingReader: ['read'],
  reader: ['read'],
}

interface Somebody {
  who: string
  client: Client
  rights: Right[]
  /** Has no app on the list, or by tag. */
  sees: boolean
}

let world: World
let people: Pick<Scene, 'ours' | 'theirs'>
let everybody: Somebody[]

beforeAll(async () => {
  world = await startWorld()
  const owner = await world.signUp('Ana Reyes')
  const theirs = await world.signUp('Quiet Harbor')
  people = {
    ours: { owner, apiKey: owner, email: 'ana.reyes@example.com' },
    theirs: { owner: theirs, apiKey: theirs, app: await world.app({ owner: theirs }) },
  }
  everybody = [{ who: 'owner', client: owner, rights: rightsOf.owner, sees: true }]
  for (const role of ['administrator', 'developer', 'billingReader', 'reader'] as const) {
    // Who changes nothing is granted nothing.
    const lots =
      role === 'reader' || role === 'billingReader' ? [[]] : [[], granted, ...(role === 'developer' ? granted.map((grant) => [grant]) : [])]
    for (const grants of lots) {
      const rights = [...rightsOf[role], ...grants]
      const who = [role, ...grants].join('+')
      everybody.push({ who, client: (await join(owner, { role, grants })).client, rights, sees: true })
      everybody.push({ who: `key of ${who}`, client: (await makeKey(owner, { role, grants })).client, rights, sees: true })
    }
  }
  const unlisted = await join(owner, { role: 'administrator', scope: [], grants: granted })
  everybody.push({ who: 'administrator of no app', client: unlisted.client, rights: rightsOf.administrator, sees: false })
  const untagged = await join(owner, { role: 'administrator', scope: { tags: [{ key: 'of', value: 'no app' }] }, grants: granted })
  everybody.push({ who: 'administrator by a tag of no app', client: untagged.client, rights: rightsOf.administrator, sees: false })
})
afterAll(() => world.close())

/** What moves the clock comes while there are few apps: every day that passes looks at all of them. */
const movesClock = (name: string) => /^(clock|bill|balance|notice|account)\./.test(name)

const ofPersons = (Object.entries(examples) as [CommandName, Example][])
  .filter(([name, { by }]) => (by === 'owner' || by === 'operator') && !name.startsWith('session.'))
  .sort(([one], [other]) => Number(movesClock(other)) - Number(movesClock(one)))

const apps: AppDriver[] = []

/** An account has at most 300 apps: before that the old ones go. */
async function newApp(): Promise<AppDriver> {
  if (apps.length === 250) {
    for (const app of apps.splice(0)) {
      await app.disable().catch(() => {})
      await app.delete().catch(() => {})
    }
  }
  const app = await world.app({ owner: people.ours.owner, name: 'Lumen Live' })
  apps.push(app)
  return app
}

test.each(ofPersons)('%s is for exactly those whose role or grants allow it', async (name, example) => {
  const { right, effect } = commands[name] as Command
  expect(right).toBeDefined()
  const newInput = async () =>
    (await example.input({
      world,
      ...people,
      app: await newApp(),
    })) as Input<CommandName>

  const input = await newInput()
  const isOfApp = 'sdkAppId' in input
  const may = ({ rights, sees }: Somebody) => rights.includes(right!) && (sees || (!isOfApp && right !== 'createApp'))
  const refused: Record<string, string> = {}
  const expected: Record<string, string> = {}
  for (const somebody of everybody.filter((one) => !may(one))) {
    expected[somebody.who] = somebody.sees || !isOfApp || right === 'operator' ? 'not_allowed' : 'not_found'
    refused[somebody.who] = (await somebody.client.refused(name, input)).code
  }
  expect(refused).toEqual(expected)
  // Nobody who may not has changed anything: the same input still succeeds.
  await (example.by === 'operator' ? world.operator : people.ours.owner).call(name, input)

  for (const { client } of everybody.slice(1).filter((one) => may(one) && one.sees)) {
    await client.call(name, effect === 'read' || example.again ? input : await newInput())
  }
})
