import { request } from 'node:http'
import { type CommandName, commands } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Client } from '../client.ts'
import { password, startWorld, type World } from '../world.ts'
import { examples, type Scene } from './examples.ts'

let world: World
let people: Pick<Scene, 'ours' | 'theirs'>
beforeAll(async () => {
  world = await startWorld()
  const owner = await world.signUp('Ana Reyes')
  people = {
    ours: { owner, apiKey: owner, email: 'ana.reyes@example.com' },
    theirs: { owner: await world.signUp(), apiKey: world.nobody(), app: await world.app() },
  }
})
afterAll(() => world.close())

let scenes = 0

/** An account has at most 300 apps. */
async function newScene(): Promise<Scene> {
  if (++scenes % 250 === 0) {
    const owner = await world.signUp(`Ana Reyes ${scenes}`)
    people = { ...people, ours: { owner, apiKey: owner, email: `ana.reyes.${scenes}@example.com` } }
  }
  return { world, ...people, app: await world.app({ owner: people.ours.owner }) }
}

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  additionalProperties?: Schema
}
interface Place {
  value: unknown
  field: string
}

/** One value with the text for each place where an input takes a text or a name, and how an answer names that place. */
function* placesOf(schema: Schema, text: string, field = ''): Generator<Place> {
  for (const choice of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* placesOf(choice, text, field)
  if (schema.type === 'string') yield { value: text, field }
  for (const place of schema.items ? placesOf(schema.items, text, `${field}[0]`) : []) yield { ...place, value: [place.value] }
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    for (const place of placesOf(member, text, field ? `${field}.${name}` : name)) yield { ...place, value: { [name]: place.value } }
  }
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    yield { value: { [text]: 1 }, field }
    for (const place of placesOf(schema.additionalProperties, text, `${field}.one`)) yield { ...place, value: { one: place.value } }
  }
}

const schemaOf = (name: CommandName) => z.toJSONSchema(commands[name].input, { io: 'input', unrepresentable: 'any' }) as Schema
const all = Object.keys(commands) as CommandName[]

test.each([
  ['half a character', 'abcdefgh\ud800'],
  ['the other half', '\udc00abcdefgh'],
  ['the character NUL', 'abcdefgh\0'],
])('every text of every command of the contract is refused with its field when it holds %s', async (_, text) => {
  let places = 0
  for (const name of all) {
    const example = examples[name]
    const caller: Client = example.by === 'nobody' ? world.nobody() : example.by === 'operator' ? world.operator : people.ours.owner
    const found = [...placesOf(schemaOf(name), text)]
    // The rest is as it should be: what is refused is refused for this text.
    const rest = example.by === 'server' || found.length === 0 ? {} : ((await example.input(await newScene())) as object)
    for (const { value, field } of found) {
      const response = await caller.post(name, { ...rest, ...(value as object) })
      const { error } = (await response.json()) as { error: { code: string; details: { field: string } } }
      expect({ name, status: response.status, code: error?.code, field: error?.details.field }).toEqual({
        name,
        status: 400,
        code: 'bad_input',
        field,
      })
      places++
    }
  }
  expect(places).toBeGreaterThan(200)
})

test('nothing of it stands in the database, and what is whole goes on working', async () => {
  for (const name of ['Zoë 👩‍🌾', '\ufffd']) {
    const email = `whole${name.length}@example.com`
    const session = await world.nobody().call('session.signUp', { email, password, name })
    expect(session.person!.name).toBe(name)
  }
  const rows = await world.sql`select 1 from people.persons where name like '%abcdefgh%'`
  expect(rows).toEqual([])
})

test('odd bytes in the address or the headers break no command', async () => {
  for (const path of [
    '/api/%ED%A0%80',
    '/api/app.list%00',
    '/api/app.list?x=%ED%A0%80',
    '/files/%ED%A0%80/%00?expires=1&signature=%ED%A0%80',
  ]) {
    expect((await fetch(`${world.url}${path}`, { method: path.startsWith('/api') ? 'POST' : 'GET' })).status, path).toBeLessThan(500)
  }
  const odd = '\u00ed\u00a0\u0080'
  for (const headers of [
    { authorization: `Bearer ${odd}` },
    { cookie: `plenum_session=${odd}; plenum_device=${odd}` },
    { origin: odd },
    { 'x-forwarded-for': odd },
    { host: odd },
    { 'content-type': odd },
    { 'content-encoding': odd },
  ] as Record<string, string>[]) {
    expect(await statusOf('session.signIn', headers), JSON.stringify(headers)).toBeLessThan(500)
    expect(await statusOf('app.list', headers), JSON.stringify(headers)).toBeLessThan(500)
  }
})

/** With headers that `fetch` would not send. */
function statusOf(name: CommandName, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${world.url}/api/${name}`, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    call.on('error', reject)
    call.end(JSON.stringify({ email: 'nobody@example.com', password }))
  })
}
