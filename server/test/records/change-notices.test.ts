import { afterAll, beforeAll, expect, test } from 'vitest'
import { join, makeKey } from '../control/people/people-driver.ts'
import { startMailSink } from '../mail-sink.ts'
import { password, startWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const kindsOf = async (client: Parameters<typeof join>[0]) =>
  (await client.call('notice.list', {})).notices.map(({ kind }) => kind).filter((kind) => !kind.startsWith('person.'))

test('a change of plan, status or keys is told to everyone of the account who may see the app, but for whoever made it', async () => {
  const owner = await world.signUp('Ana Reyes')
  const app = await world.app({ owner, name: 'Lumen Live' })
  const elsewhere = await world.app({ owner, name: 'Old Harbor' })
  const { client: colleague } = await join(owner, { role: 'administrator' })
  const { client: scoped } = await join(owner, { scope: [elsewhere.sdkAppId] })

  await app.upgrade()
  await app.modify({ membersPerGroup: 1000 })
  await owner.call('key.add', { sdkAppId: app.sdkAppId })
  await app.disable()

  expect(await kindsOf(colleague)).toEqual(['app.disabled', 'key.added', 'plan.modified', 'plan.upgraded', 'key.revealed', 'key.revealed'])
  expect(await kindsOf(owner)).toEqual([])
  // The key of the app that they may see was shown.
  expect(await kindsOf(scoped)).toEqual(['key.revealed'])
  const { notices } = await colleague.call('notice.list', {})
  expect(notices.find(({ kind }) => kind === 'plan.modified')).toMatchObject({
    sdkAppId: app.sdkAppId,
    appName: 'Lumen Live',
    title: 'Feature configuration modified',
    text: expect.stringContaining('Ana Reyes, owner. Members per group: 200, now 1,000'),
  })
})

test('what the operator or an API key does in an account is told to its owner', async () => {
  const owner = await world.signUp()
  const app = await world.app({ owner, edition: 'pro' })
  await app.modify({ membersPerGroup: 1000 })
  await world.operator.call('plan.resetAllowance', { sdkAppId: app.sdkAppId })
  const { client: key } = await makeKey(owner, { grants: ['key'] })
  await key.call('key.reveal', { sdkAppId: app.sdkAppId })

  expect(await kindsOf(owner)).toEqual(['key.revealed', 'plan.allowanceReset'])
})

test('who joins is told to those who are there, and none of it goes by mail', async () => {
  const sink = await startMailSink()
  const other = await startWorld({ env: { PLENUM_SMTP_URL: sink.url } })
  const owner = await other.signUp()
  await join(owner)
  expect((await owner.call('notice.list', {})).notices.map(({ kind }) => kind)).toEqual(['person.joined'])
  expect(await other.sql`select 1 from notices where by_mail`).toEqual([])
  await other.close()
  await sink.close()
})

test('a sign-in from a browser not seen before is told to that person alone, and once', async () => {
  const owner = await world.signUp()
  const { client: colleague, email } = await join(owner)
  const notices = async () => (await colleague.call('notice.list', {})).notices.filter(({ kind }) => kind === 'session.newDevice')
  expect(await notices()).toEqual([])

  const elsewhere = world.nobody()
  const answer = await elsewhere.post('session.signIn', { email, password })
  expect(await notices()).toMatchObject([{ title: 'Sign-in from a new device', text: expect.stringContaining(email) }])
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  await world.nobody().post('session.signIn', { email, password }, { cookie: cookies.join('; ') })

  expect(await notices()).toHaveLength(1)
  expect((await owner.call('notice.list', {})).notices.map(({ kind }) => kind)).not.toContain('session.newDevice')
})

test('an invitation, and a link for a new password, that the mail server did not take are told to the account', async () => {
  const other = await startWorld({ env: { PLENUM_SMTP_URL: 'smtp://127.0.0.1:1' } })
  const owner = await other.signUp()
  await owner.call('person.invite', { email: 'lost@example.com', role: 'reader' })
  const failed = async () => (await owner.call('notice.list', {})).notices.filter(({ kind }) => kind === 'mail.failed')
  await expect.poll(failed, { timeout: 10_000 }).toMatchObject([{ text: expect.stringContaining('lost@example.com') }])

  const { email } = (await owner.call('session.get', {})).person!
  await other.nobody().call('session.requestPasswordReset', { email })
  await expect.poll(failed, { timeout: 10_000 }).toMatchObject([{ text: expect.stringContaining(email) }, {}])
  await other.close()
})
