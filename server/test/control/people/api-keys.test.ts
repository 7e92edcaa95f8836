import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../../client.ts'
import { operatorKey, password, startWorld, type World } from '../../world.ts'
import { join, makeKey, personIdOf } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('an API key is shown once, kept hashed, and told apart by its first characters', async () => {
  const owner = await world.signUp()
  const { apiKey, secret } = await makeKey(owner, { role: 'developer', grants: ['plan'] })
  expect(secret).toMatch(/^plenum_\w{40}$/)
  expect(secret.startsWith(apiKey.prefix)).toBe(true)
  const { apiKeys } = await owner.call('apiKey.list', {})
  expect(apiKeys).toEqual([apiKey])
  expect(JSON.stringify(apiKeys)).not.toContain(secret)
  const [stored] = await world.sql<{ row: string }[]>`select to_jsonb(k)::text as row from people.api_keys k where id = ${apiKey.apiKeyId}`
  expect(stored!.row).not.toContain(secret)
})

test('a key acts with its own role and apps, and a cookie beside it does not matter', async () => {
  const owner = await world.signUp()
  const [listed, other] = [await world.app({ owner, name: 'Listed' }), await world.app({ owner, name: 'Other' })]
  const { client } = await makeKey(owner, { role: 'reader', scope: [listed.sdkAppId] })
  client.cookie = owner.cookie
  expect((await client.call('app.list', {})).apps.map(({ name }) => name)).toEqual(['Listed'])
  expect((await client.refused('app.get', { sdkAppId: other.sdkAppId })).code).toBe('not_found')
  expect((await client.refused('app.update', { sdkAppId: listed.sdkAppId, name: 'New' })).code).toBe('not_allowed')
})

test('a revoked, an unknown and a malformed key are refused on every command, those for anyone included', async () => {
  const owner = await world.signUp()
  const { client, apiKey } = await makeKey(owner)
  await client.call('app.list', {})
  await owner.call('apiKey.revoke', { apiKeyId: apiKey.apiKeyId })
  await owner.call('apiKey.revoke', { apiKeyId: apiKey.apiKeyId })
  for (const caller of [client, new Client(world.url, `${operatorKey}x`), new Client(world.url, '')]) {
    expect((await caller.refused('app.list', {})).code).toBe('not_signed_in')
  }
  const basic = await world.nobody().post('session.get', {}, { authorization: 'Basic YTpi' })
  expect(basic.status).toBe(401)
  const { apiKeys } = await owner.call('apiKey.list', {})
  expect(apiKeys[0]!.revokedAt).toBe('2022-11-10T06:20:00.000Z')
})

test('use of a key is noted, at most once a minute', async () => {
  const owner = await world.signUp()
  const { client, apiKey } = await makeKey(owner)
  expect(apiKey.lastUsedAt).toBeNull()
  const lastUsed = async () => (await owner.call('apiKey.list', {})).apiKeys[0]!.lastUsedAt
  await client.call('app.list', {})
  const first = await lastUsed()
  expect(first).not.toBeNull()
  await client.call('app.list', {})
  expect(await lastUsed()).toBe(first)
  await world.sql`update people.api_keys set last_used_at = last_used_at - interval '61 seconds' where id = ${apiKey.apiKeyId}`
  await client.call('app.list', {})
  expect(Date.parse((await lastUsed())!)).toBeGreaterThanOrEqual(Date.parse(first!))
})

test('commands about the own password and session are not for keys', async () => {
  const { client } = await makeKey(await world.signUp())
  const change = await client.refused('session.changePassword', { currentPassword: password, newPassword: 'another good one' })
  expect(change.code).toBe('not_allowed')
  expect((await client.refused('session.signOut', {})).code).toBe('not_allowed')
})

test('a key makes no key that could do more than itself', async () => {
  const { client } = await makeKey(await world.signUp(), { role: 'administrator', grants: ['plan'] })
  const refused = await client.refused('apiKey.create', { name: 'More', role: 'administrator', grants: ['delete'] })
  expect(refused.code).toBe('not_allowed')
  await client.call('apiKey.create', { name: 'As much', role: 'administrator', grants: ['plan'] })
})

test('a key ends with the person who made it, and so does a key made by that key', async () => {
  const owner = await world.signUp()
  const { client: administrator, personId } = await join(owner, { role: 'administrator' })
  const { client: key } = await makeKey(administrator)
  const { client: keyOfKey } = await makeKey(key)
  await keyOfKey.call('app.list', {})
  await owner.call('person.remove', { personId })
  expect((await key.refused('app.list', {})).code).toBe('not_signed_in')
  expect((await keyOfKey.refused('app.list', {})).code).toBe('not_signed_in')
})

test('a person made less loses the keys that reach further, and keeps the others', async () => {
  const owner = await world.signUp()
  const { client: administrator, personId } = await join(owner, { role: 'administrator', grants: ['key'] })
  const { client: strong } = await makeKey(administrator, { role: 'developer', grants: ['key'] })
  const { client: weak } = await makeKey(administrator, { role: 'reader' })
  await owner.call('person.setRole', { personId, role: 'developer' })
  expect((await strong.refused('app.list', {})).code).toBe('not_signed_in')
  await weak.call('app.list', {})
})

test('keys outlive a hand-over of the account', async () => {
  const owner = await world.signUp()
  const { client: key } = await makeKey(owner, { role: 'administrator', grants: ['plan', 'delete'] })
  const { client: next, personId } = await join(owner)
  await owner.call('person.setRole', { personId, role: 'owner' })
  await next.call('person.remove', { personId: await personIdOf(owner) })
  await key.call('app.list', {})
})

test('an account has at most 50 keys in use, also when many are made at once', async () => {
  const owner = await world.signUp()
  const tries = await Promise.allSettled(Array.from({ length: 52 }, () => makeKey(owner, { role: 'reader' })))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  const refused = await owner.refused('apiKey.create', { name: 'One more', role: 'reader' })
  expect(refused).toMatchObject({ code: 'api_key_limit', details: { allowed: 50 } })
  const { apiKeys } = await owner.call('apiKey.list', {})
  await owner.call('apiKey.revoke', { apiKeyId: apiKeys[0]!.apiKeyId })
  await owner.call('apiKey.create', { name: 'In its place', role: 'reader' })
})

test('the operator’s key sees every account', async () => {
  const owner = await world.signUp()
  const app = await world.app({ owner })
  expect(await world.operator.call('session.get', {})).toMatchObject({ person: { operator: true, email: 'operator@example.com' } })
  expect(await world.operator.call('app.get', { sdkAppId: app.sdkAppId })).toMatchObject({ name: app.name })
})
