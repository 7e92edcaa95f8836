import type { Grant } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { password, startWorld, type World } from '../../world.ts'
import { join, personIdOf } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const invitee = (email: string) => ({ email, role: 'developer' as const, scope: 'all' as const, grants: [] as Grant[] })

test('with a list a person sees these apps and no others, and with an empty one none', async () => {
  const owner = await world.signUp()
  const [listed, other] = [await world.app({ owner, name: 'Listed' }), await world.app({ owner, name: 'Other' })]
  const { client, personId } = await join(owner, { role: 'developer', scope: [listed.sdkAppId] })
  expect((await client.call('app.list', {})).apps.map(({ name }) => name)).toEqual(['Listed'])
  await client.call('app.get', { sdkAppId: listed.sdkAppId })
  expect((await client.refused('app.get', { sdkAppId: other.sdkAppId })).code).toBe('not_found')

  await owner.call('person.setRole', { personId, role: 'developer', scope: [] })
  expect((await client.call('app.list', {})).apps).toEqual([])
  expect((await client.refused('app.get', { sdkAppId: listed.sdkAppId })).code).toBe('not_found')
})

test('a list of apps names only those of the account', async () => {
  const owner = await world.signUp()
  const foreign = await world.app()
  const refused = await owner.refused('person.invite', { ...invitee('lister@example.com'), scope: [foreign.sdkAppId] })
  expect(refused.code).toBe('not_found')
})

test('disabling, deleting and showing the key are the owner’s until they are granted', async () => {
  const owner = await world.signUp()
  const app = await world.app({ owner })
  const { client, personId } = await join(owner, { role: 'administrator' })
  const { sdkAppId, name: confirmName } = app
  expect((await client.refused('key.reveal', { sdkAppId })).code).toBe('not_allowed')
  expect((await client.refused('app.disable', { sdkAppId, confirmName })).code).toBe('not_allowed')

  await owner.call('person.setRole', { personId, role: 'administrator', grants: ['disable', 'key'] })
  await client.call('key.reveal', { sdkAppId })
  await client.call('app.disable', { sdkAppId, confirmName })
  expect((await client.refused('app.delete', { sdkAppId, confirmName })).code).toBe('not_allowed')
})

test('an administrator gives nobody, not even itself, what it does not have', async () => {
  const owner = await world.signUp()
  const [own, other] = [await world.app({ owner, name: 'Own' }), await world.app({ owner, name: 'Other' })]
  const { client, personId } = await join(owner, { role: 'administrator', scope: [own.sdkAppId], grants: ['plan'] })
  const scope = [own.sdkAppId]
  for (const rights of [
    { role: 'administrator', scope, grants: ['key'] },
    { role: 'administrator', scope: 'all', grants: [] },
    { role: 'reader', scope: [...scope, other.sdkAppId], grants: [] },
  ] as const) {
    const wanted = { role: rights.role, scope: rights.scope === 'all' ? ('all' as const) : [...rights.scope], grants: [...rights.grants] }
    expect((await client.refused('person.setRole', { personId, ...wanted })).code).toBe('not_allowed')
    expect((await client.refused('person.invite', { email: 'more@example.com', ...wanted })).code).toBe('not_allowed')
    expect((await client.refused('apiKey.create', { name: 'More', ...wanted })).code).toBe('not_allowed')
  }
  await client.call('person.invite', { email: 'less@example.com', role: 'administrator', scope, grants: ['plan'] })
})

test('an administrator touches neither the owner nor whoever has more', async () => {
  const owner = await world.signUp()
  const ownerId = await personIdOf(owner)
  const { client } = await join(owner, { role: 'administrator' })
  const stronger = await join(owner, { role: 'developer', grants: ['delete'] })
  for (const personId of [ownerId, stronger.personId]) {
    expect((await client.refused('person.setRole', { personId, role: 'reader' })).code).toBe('not_allowed')
    expect((await client.refused('person.remove', { personId })).code).toBe('not_allowed')
    expect((await client.refused('person.passwordLink', { personId })).code).toBe('not_allowed')
    expect((await client.refused('person.setRole', { personId, role: 'owner' })).code).toBe('not_allowed')
  }
})

test('developers and readers see the people but change nothing about them', async () => {
  const owner = await world.signUp()
  for (const role of ['developer', 'billingReader', 'reader'] as const) {
    const { client, personId } = await join(owner, { role, grants: role === 'developer' ? ['plan', 'disable', 'delete', 'key'] : [] })
    await client.call('person.list', {})
    expect((await client.refused('person.invite', invitee('x@example.com'))).code).toBe('not_allowed')
    expect((await client.refused('person.setRole', { personId, role: 'administrator' })).code).toBe('not_allowed')
    expect((await client.refused('person.remove', { personId })).code).toBe('not_allowed')
    expect((await client.refused('apiKey.list', {})).code).toBe('not_allowed')
  }
})

test('an account keeps its owner', async () => {
  const owner = await world.signUp()
  const personId = await personIdOf(owner)
  expect((await owner.refused('person.remove', { personId })).code).toBe('last_owner')
  expect((await owner.refused('person.setRole', { personId, role: 'administrator' })).code).toBe('last_owner')
  expect((await world.operator.refused('person.remove', { personId })).code).toBe('last_owner')
})

test('the account is handed over to another person, and the owner before becomes administrator', async () => {
  const owner = await world.signUp()
  const { client, personId } = await join(owner, { role: 'reader', scope: [] })
  const { person } = await owner.call('person.setRole', { personId, role: 'owner' })
  expect(person).toMatchObject({ role: 'owner', scope: 'all' })
  expect(await owner.call('session.get', {})).toMatchObject({ role: 'administrator', scope: 'all', grants: [] })
  await client.call('person.remove', { personId: await personIdOf(owner) })
  expect((await client.call('person.list', {})).persons).toHaveLength(1)
})

test('of two hand-overs at once one happens: whoever is no longer owner hands nothing over', async () => {
  const owner = await world.signUp()
  const [one, two] = [await join(owner), await join(owner)]
  const tries = await Promise.allSettled([one, two].map(({ personId }) => owner.call('person.setRole', { personId, role: 'owner' })))
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const roles = (await owner.call('person.list', {})).persons.map(({ role }) => role)
  expect(roles.sort()).toEqual(['administrator', 'owner', 'reader'])
})

test('nobody becomes owner before joining', async () => {
  const owner = await world.signUp()
  const { person } = await owner.call('person.invite', invitee('not.yet@example.com'))
  expect((await owner.refused('person.setRole', { personId: person.personId, role: 'owner' })).code).toBe('bad_input')
})

test('a customer finds no person, invitation or key of another, and the operator finds all', async () => {
  const owner = await world.signUp()
  const { personId } = await join(owner, { role: 'developer' })
  const invited = await owner.call('person.invite', invitee('open@example.com'))
  const { apiKey } = await owner.call('apiKey.create', { name: 'Key', role: 'reader' })
  const { account } = await owner.call('session.get', {})

  const stranger = await world.signUp()
  const tries = (client: Client) => [
    client.refused('person.list', { accountId: account!.accountId }),
    client.refused('person.setRole', { personId, role: 'reader' }),
    client.refused('person.remove', { personId }),
    client.refused('person.remove', { personId: invited.person.personId }),
    client.refused('person.passwordLink', { personId }),
    client.refused('apiKey.revoke', { apiKeyId: apiKey.apiKeyId }),
  ]
  expect((await Promise.all(tries(stranger))).map(({ code }) => code)).toEqual(Array(6).fill('not_found'))
  const codes = (await Promise.all(tries(world.nobody()))).map(({ code }) => code)
  expect(codes).toEqual(Array(6).fill('not_signed_in'))

  expect((await world.operator.call('person.list', { accountId: account!.accountId })).persons).toHaveLength(3)
  await world.operator.call('person.setRole', { personId, role: 'reader' })
  await world.operator.call('person.remove', { personId: invited.person.personId })
  await world.operator.call('apiKey.revoke', { apiKeyId: apiKey.apiKeyId })
})

test('nobody but the operator changes the operator', async () => {
  const { persons } = await world.operator.call('person.list', {})
  const operatorId = persons.find(({ role }) => role === 'owner')!.personId
  const { client } = await join(world.operator, { role: 'administrator' })
  expect((await client.refused('person.passwordLink', { personId: operatorId })).code).toBe('not_allowed')
  expect((await client.refused('account.list', {})).code).toBe('not_allowed')
})

test('an account has at most 200 persons and open invitations, also when many are invited at once', async () => {
  const owner = await world.signUp()
  const { account } = await owner.call('session.get', {})
  await world.sql`
    insert into people.persons (id, account_id, email, name, password_hash, role, created_at)
    select 'per_full_' || n, ${account!.accountId}, 'full' || n || '@example.com', 'Full', 'x', 'reader', '2022-11-10' from generate_series(1, 196) n`
  const tries = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => owner.call('person.invite', invitee(`more${n}@example.com`))))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  const refused = await owner.refused('person.invite', invitee('one.more@example.com'))
  expect(refused).toMatchObject({ code: 'person_limit', details: { allowed: 200 } })
})

test('the operator lists accounts page by page, finds them by name or address, and looks into one', async () => {
  const other = await startWorld()
  for (const name of ['Delta', 'Echo']) await other.signUp(name)
  const foxtrot = { email: 'foxtrot@example.com', password, name: 'Foxtrot', accountName: 'Foxtrot 100%' }
  await other.nobody().call('session.signUp', foxtrot)
  const first = await other.operator.call('account.list', { limit: 3 })
  const second = await other.operator.call('account.list', { limit: 3, after: first.next! })
  expect(first.accounts).toHaveLength(3)
  expect(second).toMatchObject({ next: null })
  expect(new Set([...first.accounts, ...second.accounts].map(({ accountId }) => accountId)).size).toBe(4)
  const found = async (search: string) => (await other.operator.call('account.list', { search })).accounts.map(({ name }) => name)
  expect(await found('delta@EXAMPLE')).toEqual(['Delta'])
  expect(await found('100%')).toEqual(['Foxtrot 100%'])
  expect(await found('%')).toEqual(['Foxtrot 100%'])

  const [delta] = (await other.operator.call('account.list', { search: 'Delta' })).accounts
  expect(await other.operator.call('account.get', { accountId: delta!.accountId })).toMatchObject({
    ownerEmail: 'delta@example.com',
    apps: 0,
    persons: 1,
    people: [{ role: 'owner' }],
    appList: [],
  })
  expect((await other.operator.refused('account.get', { accountId: 'acc_none' })).code).toBe('not_found')
  await other.close()
})

test('every change about people is in the audit, with who did it and what was different', async () => {
  const owner = await world.signUp('Audited Owner')
  const { personId, email } = await join(owner, { role: 'developer' })
  await owner.call('person.setRole', { personId, role: 'administrator', grants: ['plan'] })
  await owner.call('person.setRole', { personId, role: 'administrator', grants: ['plan'] })
  await owner.call('person.remove', { personId })
  const { entries } = await owner.call('audit.list', { category: 'people' })
  expect(entries.map(({ action }) => action)).toEqual([
    'person.removed',
    'person.roleSet',
    'person.joined',
    'person.invited',
    'account.opened',
  ])
  expect(entries[1]).toMatchObject({
    actor: { kind: 'person', name: 'Audited Owner', role: 'owner' },
    note: email,
    changes: [
      { field: 'role', before: 'developer', after: 'administrator' },
      { field: 'grants', before: 'none', after: 'plan' },
    ],
  })
})

test('who changes nothing is granted nothing', async () => {
  const owner = await world.signUp()
  const { personId } = await join(owner, { role: 'developer', grants: ['delete'] })
  for (const role of ['reader', 'billingReader'] as const) {
    const rights = { role, grants: ['delete' as const] }
    expect((await owner.refused('person.invite', { ...rights, email: 'quiet@example.com' })).code).toBe('not_allowed')
    expect((await owner.refused('person.setRole', { ...rights, personId })).code).toBe('not_allowed')
    expect((await owner.refused('apiKey.create', { ...rights, name: 'quiet' })).code).toBe('not_allowed')
  }
  await owner.call('person.setRole', { personId, role: 'reader' })
})
