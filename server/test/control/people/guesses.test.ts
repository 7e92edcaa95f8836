import type { CommandName, Input, Output } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { resetPassword } from '../../../src/tools/reset-password.ts'
import type { Client } from '../../client.ts'
import { password, startWorld, type World } from '../../world.ts'
import { join, personIdOf, tokenOf } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld({ env: { PLENUM_TRUSTED_PROXIES: '127.0.0.0/8,::1' } })
})
afterAll(() => world.close())

const newPassword = 'another good one'
const emailOf = (name: string) => `${name.toLowerCase()}@example.com`

/** The code of the answer to a call from this address; null: it was carried out. */
async function codeOf<N extends CommandName>(client: Client, address: string, name: N, input: Input<N>): Promise<string | null> {
  const response = await client.post(name, input, { 'x-forwarded-for': address })
  const body = (await response.json()) as Output<N> & { error?: { code: string } }
  return body.error?.code ?? null
}
const signInFrom = (client: Client, address: string, email: string, given = password) =>
  codeOf(client, address, 'session.signIn', { email, password: given })

/** Strangers at so many addresses who go on until they have to wait, all at once. */
async function attack(email: string, addresses: number) {
  const guesses = Array.from({ length: addresses * 6 }, (_, i) =>
    signInFrom(world.nobody(), `203.0.${(i % addresses) >> 8}.${(i % addresses) & 255}`, email, `guess ${i}`),
  )
  return (await Promise.all(guesses)).filter((code) => code === 'wrong_credentials').length
}

test('a stranger who guesses at one address locks nobody out at another', async () => {
  await world.signUp('Lina')
  expect(await attack(emailOf('Lina'), 1)).toBe(5)
  expect(await signInFrom(world.nobody(), '203.0.0.0', emailOf('Lina'))).toBe('too_many_attempts')
  expect(await signInFrom(world.nobody(), '192.0.2.7', emailOf('Lina'))).toBeNull()
})

test('guesses from all addresses together are bounded; a device that signed in before gets through whatever strangers do, and where they sit', async () => {
  const mara = await world.signUp('Mara')
  const strange = world.nobody()
  await mara.call('session.signOut', {})
  // Not all at once: passwords are judged two at a time, and only so many may wait.
  let judged = 0
  for (let net = 0; net < 12; net++) judged += await attackFrom(net, emailOf('Mara'))
  expect(judged).toBe(100)
  expect(await signInFrom(strange, '192.0.2.8', emailOf('Mara'))).toBe('too_many_attempts')
  expect(await signInFrom(mara, '192.0.2.8', emailOf('Mara'))).toBeNull()
  await mara.call('session.signOut', {})
  expect(await signInFrom(mara, '203.0.0.0', emailOf('Mara'))).toBeNull()
})

async function attackFrom(net: number, email: string) {
  const guesses = Array.from({ length: 12 }, (_, i) => signInFrom(world.nobody(), `203.0.${net}.${i % 2}`, email, `guess ${i}`))
  return (await Promise.all(guesses)).filter((code) => code === 'wrong_credentials').length
}

test('a known device is known for its person alone, and guesses from it are slowed too', async () => {
  const nora = await world.signUp('Nora')
  await world.signUp('Olga')
  for (const [email, at] of [
    [emailOf('Olga'), '192.0.2.9'],
    [emailOf('Nora'), '192.0.2.10'],
  ] as const) {
    const codes: (string | null)[] = []
    for (let i = 0; i < 6; i++) codes.push(await signInFrom(nora, at, email, `guess ${i}`))
    expect(codes).toEqual([...Array(5).fill('wrong_credentials'), 'too_many_attempts'])
  }
  // What failed in the device does not count for the place, nor for other devices.
  expect(await signInFrom(world.nobody(), '192.0.2.10', emailOf('Nora'))).toBeNull()
  expect(await signInFrom(world.nobody(), '192.0.2.9', emailOf('Olga'))).toBe('too_many_attempts')
})

test('a token that a stranger planted in the browser is never made known', async () => {
  const stranger = await world.signUp('Planter')
  await world.signUp('Pia')
  const browser = world.nobody()
  browser.device = stranger.device
  await browser.call('session.signIn', { email: emailOf('Pia'), password })
  expect(browser.device).toMatch(/=[\w-]{43}\.[\w-]{43}$/)
  const codes: (string | null)[] = []
  for (let i = 0; i < 5; i++) codes.push(await signInFrom(stranger, '192.0.2.11', emailOf('Pia'), `guess ${i}`))
  // Pia's own browser stands at the same address and is known.
  expect(await signInFrom(stranger, '192.0.2.11', emailOf('Pia'))).toBe('too_many_attempts')
  expect(await signInFrom(browser, '192.0.2.11', emailOf('Pia'))).toBeNull()
})

test('several persons of one browser are known in it, and of each person the ten devices used last', async () => {
  const browser = await world.signUp('Quinn')
  const { personId, email } = await join(browser, { role: 'reader' })
  await browser.call('session.signIn', { email, password })
  await browser.call('session.signIn', { email: emailOf('Quinn'), password })
  for (const known of [emailOf('Quinn'), email]) {
    for (let i = 0; i < 6; i++) await signInFrom(world.nobody(), '192.0.2.12', known, `guess ${i}`)
    expect(await signInFrom(browser, '192.0.2.12', known)).toBeNull()
  }
  for (let i = 0; i < 12; i++) await world.nobody().call('session.signIn', { email, password })
  expect(await world.sql`select 1 from people.devices where person_id = ${personId}`).toHaveLength(10)
})

test('a lost password forgets the devices: whoever holds one is a stranger again', async () => {
  const owner = await world.signUp('Rosa')
  const { client: sam, email, personId } = await join(owner, { role: 'developer' })
  const { link } = await owner.call('person.passwordLink', { personId })
  const back = world.nobody()
  await back.call('session.resetPassword', { token: tokenOf(link), newPassword })
  for (let i = 0; i < 6; i++) await signInFrom(world.nobody(), '192.0.2.13', email, `guess ${i}`)
  expect(await signInFrom(sam, '192.0.2.13', email, newPassword)).toBe('too_many_attempts')
  expect(await signInFrom(back, '192.0.2.13', email, newPassword)).toBeNull()

  await resetPassword(world.sql, readConfig({ PLENUM_CLOCK: 'manual' }), email, { now: true })
  expect(await world.sql`select 1 from people.devices where person_id = ${personId}`).toEqual([])
})

test('a changed password keeps this device and forgets the others', async () => {
  const here = await world.signUp('Tara')
  const elsewhere = world.nobody()
  await elsewhere.call('session.signIn', { email: emailOf('Tara'), password })
  await here.call('session.changePassword', { currentPassword: password, newPassword })
  for (let i = 0; i < 6; i++) await signInFrom(world.nobody(), '192.0.2.14', emailOf('Tara'), `guess ${i}`)
  expect(await signInFrom(elsewhere, '192.0.2.14', emailOf('Tara'), newPassword)).toBe('too_many_attempts')
  expect(await signInFrom(here, '192.0.2.14', emailOf('Tara'), newPassword)).toBeNull()
})

test('whoever is signed in changes the password whatever others try, and is slowed only by tries of the own session', async () => {
  const ute = await world.signUp('Ute')
  const there = world.nobody()
  await there.call('session.signIn', { email: emailOf('Ute'), password })
  for (let i = 0; i < 60; i++) await signInFrom(world.nobody(), '192.0.2.15', emailOf('Ute'), `guess ${i}`)
  const change = (client: Client, currentPassword: string) =>
    codeOf(client, '192.0.2.15', 'session.changePassword', { currentPassword, newPassword })
  const codes = await Promise.all(Array.from({ length: 8 }, (_, i) => change(there, `guess ${i}`)))
  expect(codes.toSorted()).toEqual([...Array(3).fill('too_many_attempts'), ...Array(5).fill('wrong_password')])
  expect(await change(ute, password)).toBeNull()
})

const failedEntries = async (reader: Client) =>
  (await reader.call('audit.list', { category: 'people', limit: 500 })).entries.filter(({ action }) => /^person\.signIn/.test(action))

test('failed and refused sign-ins are in the audit of the account, with the address they came from, and a flood is gathered', async () => {
  const vera = await world.signUp('Vera')
  for (let i = 0; i < 40; i++) await signInFrom(world.nobody(), '198.51.100.1', emailOf('Vera'), `guess ${i}`)
  await signInFrom(world.nobody(), '198.51.100.2', emailOf('Vera'), 'one guess')
  const entries = (await failedEntries(vera)).map(({ action, address, note, actor, changes }) => ({
    action,
    address,
    note,
    actor: actor.name,
    times: changes[0]!.after,
  }))
  const of = { note: emailOf('Vera'), actor: 'Plenum' }
  expect(entries).toEqual([
    { ...of, action: 'person.signInFailed', address: '198.51.100.2', times: '1' },
    { ...of, action: 'person.signInRefused', address: '198.51.100.1', times: '10' },
    { ...of, action: 'person.signInRefused', address: '198.51.100.1', times: '1' },
    { ...of, action: 'person.signInFailed', address: '198.51.100.1', times: '1' },
  ])
  expect(await failedEntries(await world.signUp('Not Vera'))).toEqual([])
})

test('tries at addresses that nobody has are shown to the operator alone, and from however many places their entries stay few', async () => {
  const before = (await failedEntries(world.operator)).length
  for (let turn = 0; turn < 3; turn++) {
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => signInFrom(world.nobody(), `198.18.${turn}.${i}`, `nobody${turn}.${i}@example.com`, 'a guess')),
    )
  }
  const [newest, ...more] = await failedEntries(world.operator)
  expect(more.length + 1 - before).toBeLessThanOrEqual(100)
  expect(newest).toMatchObject({ action: 'person.signInFailed', address: expect.stringMatching(/^198\.18\./) })
  expect(newest!.changes.at(-1)).toEqual({ field: 'Persons and places today', before: null, after: '100' })
})

test('new keys, other roles, invited, joined and removed people are in the audit with the address they were called from', async () => {
  const wim = await world.signUp('Wim')
  const at = '198.51.100.7'
  const email = 'xara@example.com'
  const call = async <N extends CommandName>(client: Client, name: N, input: Input<N>): Promise<Output<N>> => {
    const response = await client.post(name, input, { 'x-forwarded-for': at })
    expect(response.status, name).toBe(200)
    return (await response.json()) as Output<N>
  }
  const { link } = await call(wim, 'person.invite', { email, role: 'reader' })
  const xara = world.nobody()
  await call(xara, 'session.acceptInvitation', { token: tokenOf(link), name: 'Xara', password })
  const personId = await personIdOf(xara)
  await call(wim, 'person.setRole', { personId, role: 'developer' })
  const { apiKey } = await call(wim, 'apiKey.create', { name: 'robot', role: 'reader' })
  await call(wim, 'apiKey.revoke', { apiKeyId: apiKey.apiKeyId })
  await call(wim, 'person.remove', { personId })
  const { sdkAppId } = await call(wim, 'app.create', { name: 'Lumen' })
  await call(wim, 'key.reveal', { sdkAppId })
  await call(wim, 'key.add', { sdkAppId })
  await call(wim, 'app.update', { sdkAppId, name: 'Lumen Two' })
  await call(wim, 'session.changePassword', { currentPassword: password, newPassword })
  const { entries } = await wim.call('audit.list', { limit: 500 })
  expect(entries.map(({ action, address }) => `${action} ${address}`)).toEqual([
    ...[`person.passwordChanged`, 'app.updated', 'key.added', 'key.revealed', 'app.created', 'person.removed'].map(
      (action) => `${action} ${at}`,
    ),
    ...['apiKey.revoked', 'apiKey.created', 'person.roleSet', 'person.joined', 'person.invited'].map((action) => `${action} ${at}`),
    expect.stringMatching(/^account\.opened (127\.0\.0\.1|::1)$/),
  ])
})
