import type { Grant } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { password, startWorld, type World } from '../../world.ts'
import { tokenOf } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const invitee = (email: string) => ({ email, role: 'developer' as const, scope: 'all' as const, grants: [] as Grant[] })

function accept(token: string) {
  return world.nobody().call('session.acceptInvitation', { token, name: 'New', password })
}

test('an invitation is a link with which one person joins the account, with the rights that were offered', async () => {
  const owner = await world.signUp()
  const app = await world.app({ owner })
  const { link, person } = await owner.call('person.invite', {
    email: 'Bea@Example.com',
    role: 'developer',
    scope: [app.sdkAppId],
    grants: ['plan'],
  })
  expect(link.startsWith(`${world.url}/accept?token=`)).toBe(true)
  expect(person).toMatchObject({ email: 'bea@example.com', invited: true, role: 'developer', lastSignInAt: null })

  const token = tokenOf(link)
  const bea = world.nobody()
  expect(await bea.call('session.readInvitation', { token })).toMatchObject({ email: 'bea@example.com', role: 'developer' })
  const session = await bea.call('session.acceptInvitation', { token, name: 'Bea', password })
  expect(session).toMatchObject({ role: 'developer', scope: [app.sdkAppId], grants: ['plan'], person: { email: 'bea@example.com' } })
  expect(session.account).toEqual((await owner.call('session.get', {})).account)

  const { persons } = await owner.call('person.list', {})
  expect(persons.map(({ email, role, invited }) => ({ email, role, invited }))).toMatchObject([
    { role: 'owner', invited: false },
    { email: 'bea@example.com', role: 'developer', invited: false },
  ])
  expect((await world.nobody().refused('session.readInvitation', { token })).code).toBe('link_not_valid')
})

test('an invitation is valid for seven days', async () => {
  const young = await startWorld()
  const owner = await young.signUp()
  const { link } = await owner.call('person.invite', invitee('late@example.com'))
  await young.moveTo('2022-11-17T06:19:59Z')
  await young.nobody().call('session.readInvitation', { token: tokenOf(link) })
  await young.moveTo('2022-11-17T06:20:00Z')
  const input = { token: tokenOf(link), name: 'Late', password }
  expect((await young.nobody().refused('session.acceptInvitation', input)).code).toBe('link_not_valid')
  expect((await owner.call('person.list', {})).persons).toHaveLength(1)
  await young.close()
})

test('of two who accept one invitation at once one joins', async () => {
  const owner = await world.signUp()
  const { link } = await owner.call('person.invite', invitee('both@example.com'))
  const tries = await Promise.allSettled([accept(tokenOf(link)), accept(tokenOf(link))])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect((await owner.call('person.list', {})).persons).toHaveLength(2)
})

test('who is invited by two accounts joins the one accepted first, and only that', async () => {
  const [one, two] = [await world.signUp(), await world.signUp()]
  const links = await Promise.all([one, two].map((owner) => owner.call('person.invite', invitee('wanted@example.com'))))
  const tries = await Promise.allSettled(links.map(({ link }) => accept(tokenOf(link))))
  const refused = tries.filter((result): result is PromiseRejectedResult => result.status === 'rejected')
  expect(refused.map(({ reason }) => reason.code)).toEqual(['email_taken'])
  const joined = tries.findIndex(({ status }) => status === 'fulfilled')
  expect((await [one, two][joined]!.refused('person.invite', invitee('wanted@example.com'))).code).toBe('email_taken')
})

test('inviting an address again ends the link before, and a withdrawn invitation lets nobody in', async () => {
  const owner = await world.signUp()
  const first = await owner.call('person.invite', invitee('again@example.com'))
  const second = await owner.call('person.invite', { ...invitee('again@example.com'), role: 'reader' })
  expect((await world.nobody().refused('session.readInvitation', { token: tokenOf(first.link) })).code).toBe('link_not_valid')
  expect(await world.nobody().call('session.readInvitation', { token: tokenOf(second.link) })).toMatchObject({ role: 'reader' })
  await owner.call('person.remove', { personId: second.person.personId })
  expect((await world.nobody().refused('session.readInvitation', { token: tokenOf(second.link) })).code).toBe('link_not_valid')
})

test('an invitation that is accepted while it is withdrawn was not withdrawn, and the answer says so', async () => {
  const owner = await world.signUp()
  const { link, person } = await owner.call('person.invite', invitee('at.once@example.com'))
  const whenWaiting = (calls: number) =>
    expect
      .poll(() => world.sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      .toHaveLength(calls)
  const [accepted, withdrawn] = await world.sql
    .begin(async (tx) => {
      await tx`select 1 from people.invitations where id = ${person.personId} for update`
      const accepting = accept(tokenOf(link))
      await whenWaiting(1)
      const withdrawing = owner.refused('person.remove', { personId: person.personId })
      await whenWaiting(2)
      return [accepting, withdrawing].map((call) => call.catch((error: unknown) => error))
    })
    .then((calls) => Promise.all(calls))
  expect(accepted).toMatchObject({ role: 'developer' })
  expect(withdrawn).toMatchObject({ code: 'not_found' })
})

test('who accepts gets the rights the invitation has by then', async () => {
  const owner = await world.signUp()
  const { link, person } = await owner.call('person.invite', invitee('changed@example.com'))
  await owner.call('person.setRole', { personId: person.personId, role: 'billingReader' })
  expect(await accept(tokenOf(link))).toMatchObject({ role: 'billingReader' })
})
