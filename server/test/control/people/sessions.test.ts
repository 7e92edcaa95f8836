import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from '../../client.ts'
import { password, startWorld, type World } from '../../world.ts'
import { join, personIdOf } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

async function signIn(email: string, pass = password) {
  const client = world.nobody()
  await client.call('session.signIn', { email, password: pass })
  return client
}

test('whoever signs up owns a new account and is signed in', async () => {
  const ana = world.nobody()
  const session = await ana.call('session.signUp', { email: 'Ana@Example.com', password, name: 'Ana', accountName: 'Lumen' })
  expect(session).toMatchObject({
    person: { name: 'Ana', email: 'ana@example.com', operator: false },
    account: { name: 'Lumen' },
    role: 'owner',
    scope: 'all',
    grants: [],
  })
  expect(await ana.call('session.get', {})).toEqual(session)
})

test('nobody is told what this installation is before signing in, and no more', async () => {
  const session = await world.nobody().call('session.get', {})
  expect(session).toMatchObject({ person: null, account: null, role: null, scope: null, grants: [] })
  expect(session.installation).toMatchObject({
    timeZone: 'Asia/Shanghai',
    manualClock: true,
    signUpOpen: true,
    mail: false,
    url: world.url,
  })
})

test('an e-mail address belongs to one person, however it is written', async () => {
  await world.signUp('Once')
  const again = await world.nobody().refused('session.signUp', { email: 'ONCE@example.com', password, name: 'Twice' })
  expect(again.code).toBe('email_taken')
  expect(await signIn('once@EXAMPLE.com')).toBeDefined()
})

test('of two who sign up at once with one address one gets it, and no empty account stays behind', async () => {
  const before = await world.sql`select id from accounts`
  const tries = await Promise.allSettled(
    [1, 2].map(() => world.nobody().call('session.signUp', { email: 'race@example.com', password, name: 'Racer' })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const after = await world.sql`select id from accounts`
  expect(after.length).toBe(before.length + 1)
})

test('a password has 10 to 128 characters', async () => {
  for (const weak of ['', '123456789', 'x'.repeat(129)]) {
    const refused = await world.nobody().refused('session.signUp', { email: 'weak@example.com', password: weak, name: 'Weak' })
    expect(refused.code).toBe('weak_password')
  }
  await world.nobody().call('session.signUp', { email: 'weak@example.com', password: 'ten'.repeat(4), name: 'Strong' })
})

test('a name is one line, whatever it is used for: it stands in mails', async () => {
  const owner = await world.signUp('Plain')
  for (const name of ['Two\nlines', 'Bell\u0007', 'Turned\u202earound', ' ', 'x'.repeat(81)]) {
    expect((await world.nobody().refused('session.signUp', { email: 'two@example.com', password, name })).code).toBe('bad_input')
    expect((await owner.refused('apiKey.create', { name, role: 'reader' })).code).toBe('bad_input')
  }
  const session = await world.nobody().call('session.signUp', { email: 'zoe@example.com', password, name: ' Zoë 👩‍🌾 王 ' })
  expect(session.person!.name).toBe('Zoë 👩‍🌾 王')
})

test('the cookie of a session is out of reach for scripts and other sites', async () => {
  await world.signUp('Cookie')
  const response = await world.nobody().post('session.signIn', { email: 'cookie@example.com', password })
  const [cookie, device, ...more] = response.headers.getSetCookie()
  expect(more).toEqual([])
  expect(device).toMatch(/^plenum_device=[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Lax$/)
  expect(cookie).toMatch(/^plenum_session=[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/)
})

test('behind TLS the cookie goes over TLS only, and other hosts of the domain cannot plant it', async () => {
  const secure = await startWorld({ env: { PLENUM_URL: 'https://chat.example.com' } })
  const response = await secure
    .nobody()
    .post('session.signUp', { email: 'ana@example.com', password, name: 'Ana' }, { origin: 'https://chat.example.com' })
  const [cookie = '', device] = response.headers.getSetCookie()
  expect(device).toMatch(/^__Host-plenum_device=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
  expect(cookie).toMatch(/^__Host-plenum_session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/)
  const planted = await secure.nobody().post('session.get', {}, { cookie: cookie.replace('__Host-', '').split(';')[0]! })
  expect(await planted.json()).toMatchObject({ person: null })
  await secure.close()
})

test('signing out ends the session itself: a kept cookie is worth nothing', async () => {
  const ana = await world.signUp('Leaving')
  const kept = new Client(world.url)
  kept.cookie = ana.cookie
  await ana.call('session.signOut', {})
  expect((await kept.refused('app.list', {})).code).toBe('not_signed_in')
  expect(await kept.call('session.get', {})).toMatchObject({ person: null })
})

test('signing in gives a new session and ends the one the browser brought along', async () => {
  const ana = await world.signUp('Fixed')
  const planted = new Client(world.url)
  planted.cookie = ana.cookie
  await ana.call('session.signIn', { email: 'fixed@example.com', password })
  expect(ana.cookie).not.toBe(planted.cookie)
  expect(await planted.call('session.get', {})).toMatchObject({ person: null })
  expect(await ana.call('session.get', {})).toMatchObject({ person: { email: 'fixed@example.com' } })
})

test('a session lasts 30 days from its last use', async () => {
  const ana = await world.signUp('Rolling')
  const [row] = await world.sql<{ days: number }[]>`
    update people.sessions set expires_at = expires_at - interval '20 days' where person_id = ${await personIdOf(ana)}
    returning extract(day from expires_at - created_at)::int as days`
  expect(row!.days).toBe(10)
  await ana.call('app.list', {})
  const [used] = await world.sql<{ days: number }[]>`
    select round(extract(epoch from expires_at - created_at) / 86400)::int as days from people.sessions where person_id = ${await personIdOf(ana)}`
  expect(used!.days).toBe(30)

  await world.sql`update people.sessions set expires_at = created_at where person_id = ${await personIdOf(ana)}`
  expect((await ana.refused('app.list', {})).code).toBe('not_signed_in')
  await world.signUp('Anyone Else')
  expect(await world.sql`select 1 from people.sessions where expires_at = created_at`).toHaveLength(0)
})

test('the database holds no token with which one could sign in', async () => {
  const ana = await world.signUp('Hashed')
  const token = ana.cookie.split('=')[1]!
  const rows = await world.sql<{ row: string }[]>`
    select to_jsonb(s)::text as row from people.sessions s union all select to_jsonb(p)::text from people.persons p
    union all select to_jsonb(d)::text from people.devices d`
  const device = ana.device.split('=')[1]!
  expect(rows.some(({ row }) => row.includes(token) || row.includes(device) || row.includes(password))).toBe(false)
})

test('a wrong password and an unknown address get the same answer', async () => {
  await world.signUp('Known')
  const wrong = await world.nobody().refused('session.signIn', { email: 'known@example.com', password: 'not the password' })
  const unknown = await world.nobody().refused('session.signIn', { email: 'unknown@example.com', password: 'not the password' })
  expect(wrong).toMatchObject({ code: 'wrong_credentials', status: 401 })
  expect({ ...unknown }).toEqual({ ...wrong })
})

test('whoever keeps guessing has to wait, known address or not, and even with the right password', async () => {
  await world.signUp('Guessed')
  for (const email of ['guessed@example.com', 'never.seen@example.com']) {
    for (let i = 0; i < 5; i++) {
      expect((await world.nobody().refused('session.signIn', { email, password: `guess number ${i}` })).code).toBe('wrong_credentials')
    }
    const response = await world.nobody().post('session.signIn', { email, password })
    expect(response.status).toBe(429)
    const { error } = (await response.json()) as { error: { code: string; details: { seconds: number } } }
    expect(error.code).toBe('too_many_attempts')
    expect(response.headers.get('retry-after')).toBe(String(error.details.seconds))
  }
})

test('guesses at once get no further than guesses one after the other', async () => {
  await world.signUp('Burst')
  const guesses = Array.from({ length: 30 }, (_, i) =>
    world.nobody().refused('session.signIn', { email: 'burst@example.com', password: `guess ${i}` }),
  )
  const judged = (await Promise.all(guesses)).filter(({ code }) => code === 'wrong_credentials')
  expect(judged).toHaveLength(5)
})

test('a changed password ends the other sessions and keeps this one', async () => {
  const here = await world.signUp('Changing')
  const elsewhere = await signIn('changing@example.com')
  await here.call('session.changePassword', { currentPassword: password, newPassword: 'another good one' })
  expect(await here.call('session.get', {})).toMatchObject({ person: { email: 'changing@example.com' } })
  expect((await elsewhere.refused('app.list', {})).code).toBe('not_signed_in')
  expect((await world.nobody().refused('session.signIn', { email: 'changing@example.com', password })).code).toBe('wrong_credentials')
  await signIn('changing@example.com', 'another good one')
})

test('changing the password needs the present one, and a good new one', async () => {
  const ana = await world.signUp('Careful')
  const wrong = await ana.refused('session.changePassword', { currentPassword: 'not the present', newPassword: 'another good one' })
  expect(wrong.code).toBe('wrong_password')
  const weak = await ana.refused('session.changePassword', { currentPassword: password, newPassword: 'short' })
  expect(weak.code).toBe('weak_password')
  await signIn('careful@example.com')
})

test('guessing the present password from an open session is slowed too', async () => {
  const ana = await world.signUp('Unattended')
  const guesses: string[] = []
  for (let i = 0; i < 6; i++) {
    guesses.push((await ana.refused('session.changePassword', { currentPassword: `guess ${i}`, newPassword: 'another good one' })).code)
  }
  expect(guesses).toEqual([...Array(5).fill('wrong_password'), 'too_many_attempts'])
})

test('sessions of a removed person end at once', async () => {
  const owner = await world.signUp('Removing')
  const { client, personId, email } = await join(owner, { role: 'developer' })
  await client.call('app.list', {})
  await owner.call('person.remove', { personId })
  expect((await client.refused('app.list', {})).code).toBe('not_signed_in')
  expect((await world.nobody().refused('session.signIn', { email, password })).code).toBe('wrong_credentials')
})

test('a role set anew holds for sessions that are open', async () => {
  const owner = await world.signUp('Changing Roles')
  const { client, personId } = await join(owner, { role: 'administrator' })
  await client.call('apiKey.list', {})
  await owner.call('person.setRole', { personId, role: 'reader' })
  expect((await client.refused('apiKey.list', {})).code).toBe('not_allowed')
})

test('a call from another site is not carried out, not even a sign-in', async () => {
  const ana = await world.signUp('Targeted')
  const foreign: Record<string, string>[] = [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }]
  for (const headers of foreign) {
    for (const [name, input] of [
      ['session.signOut', {}],
      ['session.signIn', { email: 'targeted@example.com', password }],
    ] as const) {
      const response = await ana.post(name, input, headers)
      expect(await response.json()).toMatchObject({ error: { code: 'foreign_origin' } })
      expect(response.headers.getSetCookie()).toEqual([])
    }
  }
  await ana.call('app.list', {})
})

test('the operator exists from the first start, sees all accounts, and is not made twice', async () => {
  const operator = await signIn('operator@example.com')
  expect(await operator.call('session.get', {})).toMatchObject({ person: { operator: true }, role: 'owner' })
  const { accounts } = await operator.call('account.list', { limit: 200 })
  expect(accounts.some(({ ownerEmail }) => ownerEmail === 'operator@example.com')).toBe(true)
  expect(accounts.length).toBeGreaterThan(1)
  expect((await (await world.signUp('No Operator')).refused('account.list', {})).code).toBe('not_allowed')
})

test('where sign-up is closed the operator invites customers, who open an account of their own', async () => {
  const closed = await startWorld({ env: { PLENUM_SIGN_UP: 'closed' } })
  const refused = await closed.nobody().refused('session.signUp', { email: 'ana@example.com', password, name: 'Ana' })
  expect(refused.code).toBe('sign_up_closed')

  const { link, person } = await closed.operator.call('account.invite', { email: 'ana@example.com', name: 'Lumen' })
  expect(person).toMatchObject({ role: 'owner', invited: true })
  const token = new URL(link).searchParams.get('token')!
  expect(await closed.nobody().call('session.readInvitation', { token })).toMatchObject({ accountName: 'Lumen', role: 'owner' })
  const ana = closed.nobody()
  const session = await ana.call('session.acceptInvitation', { token, name: 'Ana', password })
  expect(session).toMatchObject({ account: { name: 'Lumen' }, role: 'owner', person: { operator: false } })
  expect((await ana.call('person.list', {})).persons).toHaveLength(1)
  await closed.close()
})
