import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Client } from '../../client.ts'
import { startMailSink } from '../../mail-sink.ts'
import { password, startWorld, type World } from '../../world.ts'
import { join, tokenOf } from './people-driver.ts'

let world: World
let sink: Awaited<ReturnType<typeof startMailSink>>
beforeAll(async () => {
  sink = await startMailSink()
  world = await startWorld({ env: { PLENUM_SMTP_URL: sink.url, PLENUM_URL: 'http://chat.example.com:8080' } })
})
afterAll(async () => {
  await world.close()
  await sink.close()
})

const invite = (owner: Client, email: string) => owner.call('person.invite', { email, role: 'reader' })

/** What an answer says of an address, without what is different of any two invitations. */
async function seenBy(owner: Client, email: string) {
  const { person, link } = await invite(owner, email)
  const listed = (await owner.call('person.list', {})).persons.find(({ personId }) => personId === person.personId)
  const offered = await world.nobody().call('session.readInvitation', { token: tokenOf(link) })
  const again = await invite(owner, email)
  const text = JSON.stringify({ person, listed, offered, again, link: link.replace(tokenOf(link), '') })
  return text.replaceAll(email, 'EMAIL').replaceAll(/inv_\w+|token=[\w-]+/g, 'ID')
}

test('whoever invites learns nothing of an address: that of somebody with an account elsewhere is answered as a new one', async () => {
  const owner = await world.signUp('Abel')
  const elsewhere = await world.signUp('Berta')
  const { email: colleague } = await join(elsewhere, { role: 'reader' })
  await sink.next()
  const unknown = await seenBy(owner, 'unknown@example.com')
  for (let i = 0; i < 2; i++) await sink.next()
  for (const email of ['berta@example.com', colleague, 'operator@example.com']) {
    expect(await seenBy(owner, email)).toBe(unknown)
    for (let i = 0; i < 2; i++) expect((await sink.next()).to).toBe(email)
  }
})

test('a person who signs in already is told by mail of an invitation that is not for this address, without a link to use', async () => {
  const owner = await world.signUp('Carl')
  const dana = await world.signUp('Dana')
  const { link } = await invite(owner, 'dana@example.com')
  const mail = await sink.next()
  expect(mail.to).toBe('dana@example.com')
  expect(mail.text).toContain('Carl invites you to join Carl on Plenum')
  expect(mail.text).toContain('You sign in with dana@example.com already')
  expect(mail.text).not.toContain(tokenOf(link))
  const { account } = await dana.call('session.get', {})
  const accept = { token: tokenOf(link), name: 'Dana', password }
  expect((await world.nobody().refused('session.acceptInvitation', accept)).code).toBe('email_taken')
  expect((await dana.call('session.get', {})).account).toEqual(account)
  // To the owner of her account nothing of it is shown.
  expect(JSON.stringify(await dana.call('audit.list', {}))).not.toContain('invited')
})

test('of the own account an owner is told who is in it already, and the operator of every one', async () => {
  const owner = await world.signUp('Edda')
  const { email } = await join(owner, { role: 'reader' })
  await sink.next()
  for (const taken of [email, 'edda@example.com']) {
    expect((await owner.refused('person.invite', { email: taken, role: 'reader' })).code).toBe('email_taken')
  }
  expect((await world.operator.refused('account.invite', { email, name: 'Blue Lantern' })).code).toBe('email_taken')
})

test('an account sends 50 invitations an hour, also when more are sent at once', async () => {
  const [owner, other] = [await world.signUp('Fritz'), await world.signUp('Greta')]
  const tries = await Promise.allSettled(Array.from({ length: 120 }, (_, i) => invite(owner, `guest${i}@example.com`)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
  for (let i = 0; i < 50; i++) await sink.next()
  const refused = await owner.refused('person.invite', { email: 'greta@example.com', role: 'reader' })
  expect(refused).toMatchObject({ code: 'invitation_limit', status: 429, details: { allowed: 50 } })
  await invite(other, 'hugo@example.com')
  await sink.next()
})

test('an account that invites an address again and again does not keep others from inviting it', async () => {
  const [owner, other] = [await world.signUp('Ivo'), await world.signUp('Jana')]
  for (let i = 0; i < 5; i++) {
    await invite(owner, 'wanted@example.com')
    await sink.next()
  }
  expect((await owner.refused('person.invite', { email: 'wanted@example.com', role: 'reader' })).code).toBe('too_many_attempts')
  await invite(other, 'wanted@example.com')
  expect((await sink.next()).to).toBe('wanted@example.com')
})

test('signing up with addresses of others is slow, and each of them is told by mail', async () => {
  const knocked = await startWorld({ env: { PLENUM_SMTP_URL: sink.url, PLENUM_TRUSTED_PROXIES: '127.0.0.0/8,::1' } })
  await knocked.signUp('Kai')
  const signUp = async (email: string, address: string) => {
    const response = await knocked.nobody().post('session.signUp', { email, password, name: 'Nosy' }, { 'x-forwarded-for': address })
    return ((await response.json()) as { error?: { code: string } }).error?.code ?? 'opened'
  }
  const codes = await Promise.all(Array.from({ length: 30 }, () => signUp('kai@example.com', '203.0.113.1')))
  expect(codes.toSorted()).toEqual([...Array(20).fill('email_taken'), ...Array(10).fill('too_many_attempts')])
  expect(await signUp('free@example.com', '203.0.113.2')).toBe('opened')
  const mails = await Promise.all(Array.from({ length: 5 }, () => sink.next()))
  for (const mail of mails) {
    expect(mail.to).toBe('kai@example.com')
    expect(mail.text).toContain('You sign in with this address already')
  }
  expect(sink.received).toEqual([])
  await knocked.close()
})

test('a stranger who orders links keeps nobody from ordering one', async () => {
  const lost = await startWorld({ env: { PLENUM_SMTP_URL: sink.url, PLENUM_TRUSTED_PROXIES: '127.0.0.0/8,::1' } })
  const mia = await lost.signUp('Mia')
  const order = async (client: Client, email: string, address: string) =>
    (await client.post('session.requestPasswordReset', { email }, { 'x-forwarded-for': address })).status
  for (const email of ['mia@example.com', 'nobody@example.com']) {
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push(await order(lost.nobody(), email, '203.0.113.1'))
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(await order(lost.nobody(), email, '203.0.113.2')).toBe(200)
    // The mails to one person stay few, from however many places they are ordered.
    for (let i = 0; i < 20; i++) statuses.push(await order(lost.nobody(), email, `203.0.113.${3 + i}`))
    expect(statuses.filter((status) => status === 200)).toHaveLength(19)
  }
  expect(await order(mia, 'mia@example.com', '203.0.113.1')).toBe(200)
  for (let i = 0; i < 21; i++) expect((await sink.next()).to).toBe('mia@example.com')
  await lost.close()
})
