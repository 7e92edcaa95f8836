import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../client.ts'
import { operatorKey, startWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${world.url}${path}`, { headers })

test('a machine learns that Plenum is alive, ready, and what it counts', async () => {
  expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' })
  expect(await (await get('/readyz')).json()).toEqual({ status: 'ready' })
  await world.operator.call('clock.get', {})
  expect(await (await get('/metrics')).text()).toContain('plenum_command_seconds_count{command="clock.get",outcome="ok"}')
})

test('figures of the whole installation are for the operator and for the machine itself', async () => {
  const fromOutside = { 'x-forwarded-for': '203.0.113.7' }
  expect((await get('/metrics', fromOutside)).status).toBe(403)
  expect((await get('/metrics', { ...fromOutside, authorization: 'Bearer unknown' })).status).toBe(403)
  expect((await get('/metrics', { ...fromOutside, authorization: `Bearer ${operatorKey}` })).status).toBe(200)
})

test('the document lists every control command with its shapes and none of the app’s own server', async () => {
  const document = (await (await get('/api/openapi.json')).json()) as { openapi: string; paths: Record<string, unknown> }
  expect(document.openapi).toBe('3.1.0')
  expect(document.paths).toHaveProperty('/api/plan.upgrade')
  expect(document.paths).not.toHaveProperty('/api/group.addMembers')
})

test('every answer tells browsers to load nothing from elsewhere and to be framed by nobody', async () => {
  for (const path of ['/', '/api/session.get', '/healthz']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self'.*frame-ancestors 'none'/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

test('a page is asked again each time, whatever its address', async () => {
  expect(existsSync(new URL('../../../console/dist/index.html', import.meta.url)), 'script/test builds the console first').toBe(true)
  for (const path of ['/', '/apps/1400000001/ledger']) {
    const page = await get(path)
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  }
  expect((await get('/assets/nothing.js')).status).toBe(404)
})

test('what cannot be read is refused with its reason, and nothing else', async () => {
  const refused = async (name: string, body: unknown) => {
    const response = await world.operator.post(name, body)
    return [response.status, ((await response.json()) as { error: { code: string } }).error.code]
  }
  expect(await refused('app.nonsense', {})).toEqual([404, 'unknown_command'])
  expect(await refused('toString', {})).toEqual([404, 'unknown_command'])
  expect(await refused('app.create', '{"name"')).toEqual([400, 'body_not_json'])
  expect(await refused('app.create', '[]')).toEqual([400, 'body_not_json'])
  expect(await refused('app.create', { name: 'x'.repeat(300_000) })).toEqual([413, 'body_too_large'])
  expect(await refused('app.create', { name: 7 })).toEqual([400, 'bad_input'])
  expect(await refused('app.create', { name: ' ' })).toEqual([400, 'bad_input'])
  expect(await refused('app.get', { sdkAppId: 1e300 })).toEqual([400, 'bad_input'])
  expect(await refused('app.get', { sdkAppId: 1400009999 })).toEqual([404, 'not_found'])
  expect(await refused('group.addMembers', { groupId: 'x', userIds: ['y'] })).toEqual([403, 'not_allowed'])
})

test('a call from another site is not carried out, one from the console’s own address is', async () => {
  const person = await world.signUp()
  const from = async (headers: Record<string, string>) => (await person.post('app.create', { name: 'Lumen Live' }, headers)).status
  expect(await from({ origin: 'https://elsewhere.example' })).toBe(403)
  expect(await from({ origin: 'null' })).toBe(403)
  expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await from({ origin: world.url })).toBe(200)
})

test('what is broken inside is answered with a number and without a stack', async () => {
  await world.sql`alter table notices rename to notices_away`
  try {
    const response = await new Client(world.url, operatorKey).post('notice.list', {})
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal', details: { requestId: expect.stringMatching(/^\w{4}-\w{4}$/) } } })
    expect(text).not.toMatch(/notices|select|\.ts/)
  } finally {
    await world.sql`alter table notices_away rename to notices`
  }
})
