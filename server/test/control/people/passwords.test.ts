import { once } from 'node:events'
import { request } from 'node:http'
import type { Grant, Role } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { resetPassword } from '../../../src/tools/reset-password.ts'
import { type ReceivedMail, startMailSink } from '../../mail-sink.ts'
import { password, startWorld, type World } from '../../world.ts'
import { join, makeKey, personIdOf, tokenOf } from './people-driver.ts'

const publicUrl = 'http://chat.example.com:8080'
const newPassword = 'another good one'

let world: World
let sink: Awaited<ReturnType<typeof startMailSink>>
beforeAll(async () => {
  sink = await startMailSink()
  world = await startWorld({ env: { PLENUM_SMTP_URL: sink.url, PLENUM_URL: publicUrl } })
})
afterAll(async () => {
  await world.close()
  await sink.close()
})

const linkIn = (mail: ReceivedMail) => /http\S+/.exec(mail.text)![0]

test('who lost the password gets a link by mail, once and for 24 hours, and is signed in with the new one', async () => {
  const ana = await world.signUp('Ana')
  await world.nobody().call('session.requestPasswordReset', { email: 'Ana@example.com' })
  const mail = await sink.next()
  expect(mail.to).toBe('ana@example.com')
  const link = linkIn(mail)
  expect(link.startsWith(`${publicUrl}/set-password?token=`)).toBe(true)

  const back = world.nobody()
  const session = await back.call('session.resetPassword', { token: tokenOf(link), newPassword })
  expect(session).toMatchObject({ person: { email: 'ana@example.com' }, role: 'owner' })
  await back.call('app.list', {})
  expect((await ana.refused('app.list', {})).code).toBe('not_signed_in')
  expect((await world.nobody().refused('session.signIn', { email: 'ana@example.com', password })).code).toBe('wrong_credentials')
  const again = await world.nobody().refused('session.resetPassword', { token: tokenOf(link), newPassword: 'a third good one' })
  expect(again.code).toBe('link_not_valid')
})

test('an unknown address gets the same answer and no mail', async () => {
  await world.signUp('Bea')
  expect(await world.nobody().call('session.requestPasswordReset', { email: 'nobody@example.com' })).toEqual({})
  expect(await world.nobody().call('session.requestPasswordReset', { email: 'bea@example.com' })).toEqual({})
  expect((await sink.next()).to).toBe('bea@example.com')
})

test('whoever orders the mail cannot choose where its link leads, even where PLENUM_URL is not set', async () => {
  const plain = await startWorld({ env: { PLENUM_SMTP_URL: sink.url } })
  await plain.signUp('Cem')
  const order = request(`${plain.url}/api/session.requestPasswordReset`, { method: 'POST', headers: { host: 'evil.example' } })
  order.end(JSON.stringify({ email: 'cem@example.com' }))
  await once(order, 'response')
  expect(new URL(linkIn(await sink.next())).hostname).toBe('127.0.0.1')
  await plain.close()
})

test('nobody is flooded with mails', async () => {
  await world.signUp('Dora')
  for (let i = 0; i < 5; i++) await world.nobody().call('session.requestPasswordReset', { email: 'dora@example.com' })
  const refused = await world.nobody().refused('session.requestPasswordReset', { email: 'dora@example.com' })
  expect(refused.code).toBe('too_many_attempts')
  for (let i = 0; i < 5; i++) await sink.next()
})

test('a new link ends the one before, and a weak password does not use it up', async () => {
  await world.signUp('Emil')
  await world.nobody().call('session.requestPasswordReset', { email: 'emil@example.com' })
  const first = tokenOf(linkIn(await sink.next()))
  await world.nobody().call('session.requestPasswordReset', { email: 'emil@example.com' })
  const second = tokenOf(linkIn(await sink.next()))
  expect((await world.nobody().refused('session.resetPassword', { token: first, newPassword })).code).toBe('link_not_valid')
  expect((await world.nobody().refused('session.resetPassword', { token: second, newPassword: 'weak' })).code).toBe('weak_password')
  await world.nobody().call('session.resetPassword', { token: second, newPassword })
})

test('of two who use a link at once one sets the password', async () => {
  await world.signUp('Finn')
  await world.nobody().call('session.requestPasswordReset', { email: 'finn@example.com' })
  const token = tokenOf(linkIn(await sink.next()))
  const passwords = ['the password of one', 'the password of two']
  const tries = await Promise.allSettled(
    passwords.map((mine) => world.nobody().call('session.resetPassword', { token, newPassword: mine })),
  )
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const winner = passwords[tries.findIndex(({ status }) => status === 'fulfilled')]!
  await world.nobody().call('session.signIn', { email: 'finn@example.com', password: winner })
})

test('an invitation goes out by mail too', async () => {
  const owner = await world.signUp('Gina')
  const { link } = await owner.call('person.invite', { email: 'guest@example.com', role: 'reader' })
  const mail = await sink.next()
  expect(mail).toMatchObject({ to: 'guest@example.com' })
  expect(linkIn(mail)).toBe(link)
})

test('an invitation by mail leads to this installation, whatever Host the inviter sends', async () => {
  const plain = await startWorld({ env: { PLENUM_SMTP_URL: sink.url } })
  const owner = await plain.signUp('Ida')
  const order = request(`${plain.url}/api/person.invite`, { method: 'POST', headers: { host: 'evil.example', cookie: owner.cookie } })
  order.end(JSON.stringify({ email: 'victim@example.com', role: 'reader' }))
  await once(order, 'response')
  expect(new URL(linkIn(await sink.next())).hostname).toBe('127.0.0.1')
  await plain.close()
})

test('nobody is flooded with invitations either', async () => {
  const owner = await world.signUp('Joris')
  const invite = { email: 'Flooded@example.com', role: 'reader' } as const
  for (let i = 0; i < 5; i++) {
    const { person } = await owner.call('person.invite', invite)
    await owner.call('person.remove', { personId: person.personId })
    await sink.next()
  }
  expect((await owner.refused('person.invite', invite)).code).toBe('too_many_attempts')
})

test('a mail that cannot be sent changes nothing about the answer', async () => {
  const deaf = await startWorld({ env: { PLENUM_SMTP_URL: 'smtp://127.0.0.1:1' } })
  const owner = await deaf.signUp()
  const { link } = await owner.call('person.invite', { email: 'guest@example.com', role: 'reader' })
  await deaf.nobody().call('session.readInvitation', { token: tokenOf(link) })
  await deaf.close()
})

test('without mail the owner or an administrator makes the link, valid for 24 hours', async () => {
  const quiet = await startWorld()
  const owner = await quiet.signUp()
  const { personId, email } = await join(owner, { role: 'developer' })
  const { link } = await owner.call('person.passwordLink', { personId })
  expect(link.startsWith(`${quiet.url}/set-password?token=`)).toBe(true)
  await quiet.moveTo('2022-11-11T06:20:00Z')
  expect((await quiet.nobody().refused('session.resetPassword', { token: tokenOf(link), newPassword })).code).toBe('link_not_valid')

  const fresh = await owner.call('person.passwordLink', { personId })
  await quiet.nobody().call('session.resetPassword', { token: tokenOf(fresh.link), newPassword })
  await quiet.nobody().call('session.signIn', { email, password: newPassword })
  await quiet.close()
})

test('nobody makes a link for themselves, not even with a key of their own: the present password would not be asked for', async () => {
  const owner = await world.signUp('Hana')
  const { client, personId } = await join(owner, { role: 'administrator' })
  await sink.next()
  expect((await client.refused('person.passwordLink', { personId })).code).toBe('not_allowed')
  expect((await owner.refused('person.passwordLink', { personId: await personIdOf(owner) })).code).toBe('not_allowed')
  const { client: key } = await makeKey(client)
  const { client: keyOfKey } = await makeKey(key)
  for (const own of [key, keyOfKey]) expect((await own.refused('person.passwordLink', { personId })).code).toBe('not_allowed')
})

test('a link made for someone ends when the rights of that person change: it was not made for the new ones', async () => {
  const quiet = await startWorld()
  const owner = await quiet.signUp()
  const { client: administrator } = await join(owner, { role: 'administrator' })
  const raised = [
    { role: 'developer', grants: ['delete'] },
    { role: 'owner', grants: [] },
  ] satisfies { role: Role; grants: Grant[] }[]
  for (const rights of raised) {
    const { personId } = await join(owner, { role: 'reader' })
    const { link } = await administrator.call('person.passwordLink', { personId })
    await owner.call('person.setRole', { personId, ...rights })
    const refused = await quiet.nobody().refused('session.resetPassword', { token: tokenOf(link), newPassword })
    expect(refused.code).toBe('link_not_valid')
  }
  await quiet.close()
})

test('whoever has the machine gets back in: by a link, or with a password at once', async () => {
  const config = readConfig({ PLENUM_URL: publicUrl, PLENUM_CLOCK: 'manual' })
  const email = 'operator@example.com'
  const words = await resetPassword(world.sql, config, email, { now: false })
  const token = tokenOf(/http\S+/.exec(words)![0])
  const operator = world.nobody()
  expect(await operator.call('session.resetPassword', { token, newPassword })).toMatchObject({ person: { operator: true } })

  const sentence = await resetPassword(world.sql, config, email, { now: true })
  expect((await operator.refused('app.list', {})).code).toBe('not_signed_in')
  await operator.call('session.signIn', { email, password: sentence.split(' ').at(-1)! })
  await expect(resetPassword(world.sql, config, 'nobody@example.com', { now: true })).rejects.toThrow('Nobody signs in')
})
