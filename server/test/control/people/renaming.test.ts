import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../world.ts'
import { join, makeKey, personIdOf } from './people-driver.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

test('everybody may change their own name; sessions show it at once, and the audit has both', async () => {
  const owner = await world.signUp('Ana Reyes')
  const { client: reader, personId, email } = await join(owner)
  await reader.call('session.rename', { name: '  Ben Okafor ' })
  await reader.call('session.rename', { name: 'Ben Okafor' })
  expect((await reader.call('session.get', {})).person).toMatchObject({ personId, name: 'Ben Okafor' })
  const { entries } = await owner.call('audit.list', { category: 'people' })
  expect(entries.filter(({ action }) => action === 'person.renamed')).toMatchObject([
    { note: email, changes: [{ field: 'name', after: 'Ben Okafor' }] },
  ])
})

test('names of others are changed by whoever may manage them, and never those of other accounts or of invitations', async () => {
  const owner = await world.signUp()
  const { client: reader, personId } = await join(owner)
  const { client: administrator } = await join(owner, { role: 'administrator' })
  await administrator.call('person.rename', { personId, name: 'Cy Young' })
  expect((await reader.call('session.get', {})).person).toMatchObject({ name: 'Cy Young' })
  const ownerId = await personIdOf(owner)
  expect((await reader.refused('person.rename', { personId: ownerId, name: 'x' })).code).toBe('not_allowed')
  expect((await administrator.refused('person.rename', { personId: ownerId, name: 'x' })).code).toBe('not_allowed')
  expect((await (await world.signUp()).refused('person.rename', { personId, name: 'x' })).code).toBe('not_found')
  const { person } = await owner.call('person.invite', { email: 'not-yet@example.com', role: 'reader' })
  expect((await owner.refused('person.rename', { personId: person.personId, name: 'x' })).code).toBe('not_found')
  const { client: key } = await makeKey(owner, { role: 'administrator' })
  expect((await key.refused('session.rename', { name: 'x' })).code).toBe('not_signed_in')
  for (const name of ['', '   ', 'x'.repeat(81), 'a\nb', 7]) {
    expect((await reader.refused('session.rename', { name } as never)).code, `${name}`).toBe('bad_input')
  }
})

test('an account is renamed by its owner and administrators, and any by the operator; renamed by many at once it has one of the names', async () => {
  const owner = await world.signUp()
  const nameOf = async () => (await owner.call('session.get', {})).account!.name
  await owner.call('account.rename', { name: 'Harbor Works' })
  expect(await nameOf()).toBe('Harbor Works')
  const { client: reader } = await join(owner, { role: 'developer' })
  expect((await reader.refused('account.rename', { name: 'x' })).code).toBe('not_allowed')
  const { accountId } = (await owner.call('session.get', {})).account!
  expect((await (await world.signUp()).refused('account.rename', { accountId, name: 'x' })).code).toBe('not_found')
  expect((await world.operator.refused('account.rename', { accountId: 'acc_none', name: 'x' })).code).toBe('not_found')
  await world.operator.call('account.rename', { accountId, name: 'Northwind Studio' })
  expect(await nameOf()).toBe('Northwind Studio')
  const names = ['one', 'two', 'three', 'four']
  await Promise.all(names.map((name) => owner.call('account.rename', { name })))
  expect(names).toContain(await nameOf())
  const { entries } = await owner.call('audit.list', { category: 'people' })
  const renamed = entries.filter(({ action }) => action === 'account.renamed').reverse()
  expect(renamed.at(-1)!.changes[0]!.after).toBe(await nameOf())
  for (const [index, { changes }] of renamed.entries())
    if (index > 0) expect(changes[0]!.before).toBe(renamed[index - 1]!.changes[0]!.after)
})
