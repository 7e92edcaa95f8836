import type { CommandName } from '@plenum/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { services } from '../../src/doors/rest-v4/services/services.ts'
import { type Client, Refused } from '../client.ts'
import { LiveClient } from '../live-client.ts'
import { startWorld, type World } from '../world.ts'
import { sharedWithUsersExamples } from './examples/said-by-users.ts'
import { alsoForUsers } from './examples/social.ts'
import { type Example, examples, type Scene } from './examples.ts'

let world: World
let scene: Scene
/** An account has room for 300 apps. */
let owners: { ofUsers: Client; ofServers: Client }
/** Each of an example of its own, with the plan and the things it needs. */
const fuzzed: number[] = []

beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '100000' } })
  const owner = await world.signUp('Ana Reyes')
  const ours = { owner, apiKey: owner, email: 'ana.reyes@example.com' }
  const theirs = { owner: await world.signUp(), apiKey: world.nobody(), app: await world.app() }
  scene = { world, ours, theirs, app: await world.app({ owner }) }
  owners = { ofUsers: await world.signUp(), ofServers: await world.signUp() }
  await world.unlimitedRates(scene.app.sdkAppId)
})
afterAll(() => world.close())

/** Values that programs trip over, beside those of any JSON. */
const awkward = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...[
      -1,
      0,
      1.5,
      1e300,
      2 ** 31,
      2 ** 53,
      '',
      ' ',
      '\u0000',
      'ann\u0000',
      '\ud800',
      "'; drop table apps; --",
      '%_\\',
      '__proto__',
      'x'.repeat(5000),
    ],
    ...[
      [],
      [null],
      {},
      null,
      '2022-11-31',
      '9999-12-31T23:59:59Z',
      '0000-01-01T00:00:00Z',
      '0000-01-01',
      1400000001,
      4294967295,
      '@TGS#1',
      'é'.repeat(40),
    ],
  ),
)
const wordy = fc.dictionary(fc.constantFrom('sdkAppId', 'UserID', 'GroupId', 'name', '__proto__', 'Accounts'), awkward)

/** The example's own input with one or two members spoilt, or anything. */
function spoilt(input: object) {
  const names = Object.keys(input)
  if (names.length === 0) return wordy
  const changes = fc.array(fc.tuple(fc.constantFrom(...names), awkward), { minLength: 1, maxLength: 2 })
  return fc.oneof(
    { weight: 4, arbitrary: changes.map((list) => ({ ...input, ...Object.fromEntries(list) })) },
    { weight: 1, arbitrary: wordy },
  )
}

/** The same somewhere inside: in a list, in an object of a list. */
function spoiltInside(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) return awkward
  const inside = fc
    .constantFrom(...Object.keys(value))
    .chain((name) =>
      spoiltInside((value as Record<string, unknown>)[name]).map((spoilt) =>
        Array.isArray(value) ? value.with(Number(name), spoilt) : { ...value, [name]: spoilt },
      ),
    )
  return fc.oneof({ weight: 4, arbitrary: inside }, { weight: 1, arbitrary: awkward })
}

const ofPersons = (Object.entries(examples) as [CommandName, Example][]).filter(
  ([name, { by }]) => by !== 'server' && !name.startsWith('session.'),
)
const ofServers = (Object.entries(examples) as [CommandName, Example][]).filter(([, { by }]) => by === 'server')

test.each(ofPersons)('whatever is sent to %s, it is carried out or refused, and never breaks', async (name, example) => {
  const caller: Client = example.by === 'operator' ? world.operator : scene.ours.owner
  const input = (await example.input({ ...scene, app: await world.app({ owner: scene.ours.owner }) })) as object
  // Spoiling must not move everybody's clock to the end of time.
  const safe =
    name === 'clock.set' ? fc.constantFrom<object>({ now: 7 }, { now: '2022-13-01' }, { now: '1999-01-01T00:00:00Z' }, {}) : spoilt(input)
  await fc.assert(
    fc.asyncProperty(safe, async (content) => {
      const response = await caller.post(name, content)
      expect(response.status, await response.text()).toBeLessThan(500)
    }),
    { numRuns: 25 },
  )
})

test.each(ofServers)('whatever the app’s server sends to %s, the envelope is whole and the code is no internal one', async (_, example) => {
  const app = await freshApp(owners.ofServers)
  const body = (await example.input({ ...scene, app })) as object
  await fc.assert(
    fc.asyncProperty(spoilt(body), async (content) => {
      const answer = await app.v4(example.path!, content)
      expect(answer).toMatchObject({
        ActionStatus: expect.stringMatching(/^(OK|FAIL)$/),
        ErrorInfo: expect.any(String),
        ErrorCode: expect.any(Number),
      })
      expect(internalNumbers).not.toContain(answer.ErrorCode)
    }),
    { numRuns: 40 },
  )
})

const ofUsers = ([examples, alsoForUsers, sharedWithUsersExamples].flatMap(Object.entries) as [CommandName, Example][]).filter(
  ([, { by }]) => by === 'user',
)

test.each(ofUsers)('whatever a user sends to %s, it is carried out or refused, and the connection goes on', async (name, example) => {
  const app = await freshApp(owners.ofUsers)
  const input = (await example.input({ ...scene, app })) as object
  const ann = await LiveClient.signIn(app, 'ann')
  await fc.assert(
    fc.asyncProperty(spoiltInside(input), async (content) => {
      const answer = await ann.call(name, content as never).catch((error: unknown) => error)
      if (answer instanceof Error) expect(answer).toBeInstanceOf(Refused)
      if (answer instanceof Refused) expect(answer.code, JSON.stringify(content)).not.toBe('internal')
    }),
    { numRuns: 25 },
  )
  await ann.close()
})

test('a year that no calendar has and half a character in the id of a conversation are no mistake of ours', async () => {
  const app = await freshApp(owners.ofUsers)
  const ann = await LiveClient.signIn(app, 'ann')
  const from = '0000-01-01T00:00:00Z'
  expect((await ann.refused('direct.list', { peerId: 'ben', from, to: '2030-01-01T00:00:00Z' } as never)).code).toBe('bad_input')
  expect((await ann.refused('conversation.clear', { conversation: { groupId: '\ud800' } } as never)).code).toBe('group_id_invalid')
  await app.owner.call('callback.set', { sdkAppId: app.sdkAppId, url: 'https://app.example.com/', commands: [] })
  expect((await app.owner.refused('callback.repeat', { sdkAppId: app.sdkAppId, what: { from } })).code).toBe('bad_input')
  await ann.close()
})

/** What the services call our own mistakes. */
const internalNumbers = [60008, ...services.map(({ numbers }) => numbers.internal)]

async function freshApp(owner: Client) {
  const app = await world.busyApp({ owner })
  fuzzed.push(app.sdkAppId)
  return app
}

test('after all of it, every counter is what the rows say', async () => {
  for (const sdkAppId of [scene.app.sdkAppId, ...fuzzed]) {
    const { differences } = await world.operator.call('limits.recount', { sdkAppId })
    expect(differences).toEqual([])
  }
})
