import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates, type TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allow, answering, type CallbackWorld, commandsOf, startCallbackWorld } from './callback-world.ts'

let world: CallbackWorld

beforeAll(async () => {
  world = await startCallbackWorld()
})
afterAll(() => world.close())

test.each([
  'ftp://example.com/',
  'https://double--hyphen.example.com/',
  'https://-first.example.com/',
  'https://last-.example.com/',
  `https://${'x'.repeat(64)}.example.com/`,
  'https://example.com/a b',
  'https://example.com/!',
  'https://example.com/$',
  'https://example.com/?a=1&b=2',
  'https://under_score.example.com/',
])('%s is no callback URL', async (url) => {
  const { owner, sdkAppId, settings, receiver } = await world.appWith([])
  expect((await owner.refused('callback.set', { sdkAppId, url })).code).toBe('bad_input')
  expect((await settings()).url).toBe(receiver.url)
})

test('a change holds for the next request: another address, other callbacks, none', async () => {
  const { app, receiver, say, owner, sdkAppId } = await world.appWith(['C2C.CallbackBeforeSendMsg'])
  const other = await world.appWith([])
  await say()
  await owner.call('callback.set', { sdkAppId, url: other.receiver.url })
  await say()
  await owner.call('callback.set', { sdkAppId, commands: [] })
  await say()
  await owner.call('callback.set', { sdkAppId, commands: ['C2C.CallbackBeforeSendMsg'] })
  await say()
  await owner.call('callback.set', { sdkAppId, url: null })
  expect((await say()).ErrorCode).toBe(0)
  expect([commandsOf(receiver).length, commandsOf(other.receiver).length]).toEqual([1, 2])
  expect(await owner.call('callback.get', { sdkAppId })).toMatchObject({ url: null, commands: [] })
  expect((await owner.refused('callback.set', { sdkAppId, commands: [] })).code).toBe('callbacks_not_set')
  const { entries } = await owner.call('audit.list', { sdkAppId })
  expect(entries[0]).toMatchObject({
    action: 'callback.set',
    changes: [{ field: 'Callback URL', before: other.receiver.url, after: null }],
  })
  expect(app.sdkAppId).toBe(sdkAppId)
})

test('a test sends one of each kind chosen, says what came back, and does nothing to the app', async () => {
  const { owner, sdkAppId, receiver, deliveries } = await world.appWith([])
  receiver.replies(({ body }) => {
    if (body.CallbackCommand === 'State.StateChange') return { status: 404, body: 'not here' }
    return body.CallbackCommand === 'C2C.CallbackBeforeSendMsg' ? answering({ ErrorCode: 120_001, ErrorInfo: 'no' }) : allow
  })
  const commands = ['State.StateChange', 'C2C.CallbackBeforeSendMsg', 'Group.CallbackAfterSendMsg'] as const
  const { tested } = await owner.call('callback.test', { sdkAppId, commands: [...commands] })
  expect(tested.map(({ command }) => command)).toEqual(commands)
  expect(tested.map(({ answer }) => answer.status)).toEqual([404, 200, 200])
  expect(tested[0]!.answer.text).toBe('not here')
  expect(JSON.parse(tested[1]!.answer.text)).toMatchObject({ ErrorCode: 120_001, ErrorInfo: 'no' })
  expect(await deliveries()).toEqual([])
})

test('every callback there is can be tested', async () => {
  const { afterCallbacks, beforeCallbacks } = await import('@plenum/contract')
  const { owner, sdkAppId, receiver } = await world.appWith([])
  const commands = [...beforeCallbacks, ...afterCallbacks]
  await owner.call('callback.test', { sdkAppId, commands })
  expect(commandsOf(receiver).toSorted()).toEqual(commands.toSorted())
})

test('a reader sees the settings and changes nothing', async () => {
  const { owner, sdkAppId } = await world.appWith([])
  const { secret } = await owner.call('apiKey.create', { name: 'reader', role: 'reader' })
  const reader = Object.assign(world.nobody(), { bearer: secret })
  expect((await reader.call('callback.get', { sdkAppId })).url).not.toBeNull()
  expect((await reader.refused('callback.set', { sdkAppId, url: null })).code).toBe('not_allowed')
  expect((await reader.refused('callback.test', { sdkAppId, commands: ['State.StateChange'] })).code).toBe('not_allowed')
  expect((await reader.refused('callback.rotateToken', { sdkAppId })).code).toBe('not_allowed')
})

test('the client certificate of the app is one that Node reads, stays the same, and is shown to a receiver that asks for it', async () => {
  const { owner, sdkAppId, say } = await world.appWith(['C2C.CallbackBeforeSendMsg'], { unanswered: 'refuse' })
  const { certificate, validUntil } = await owner.call('callback.certificate', { sdkAppId })
  expect(await owner.call('callback.certificate', { sdkAppId })).toEqual({ certificate, validUntil })
  const read = new X509Certificate(certificate)
  expect(read.subject).toBe(`CN=Plenum callbacks of ${sdkAppId}`)
  expect(read.verify(read.publicKey)).toBe(true)
  expect(read.ca).toBe(false)
  expect(read.keyUsage).toContain('1.3.6.1.5.5.7.3.2')

  // A web server with a certificate that this process trusts, and that lets only the app's in.
  const own = await serverCertificate()
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, own.certificate])
  const shown: string[] = []
  const server = createServer(
    { cert: own.certificate, key: own.key, ca: [certificate], requestCert: true, rejectUnauthorized: true },
    (request, response) => {
      shown.push((request.socket as TLSSocket).getPeerCertificate().subject.CN as string)
      response.end(JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' }))
    },
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await owner.call('callback.set', { sdkAppId, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  expect((await say()).ErrorCode).toBe(0)
  expect(shown).toEqual([`Plenum callbacks of ${sdkAppId}`])

  // Another app has another one, or none.
  const other = await world.appWith(['C2C.CallbackBeforeSendMsg'], { unanswered: 'refuse' })
  await other.owner.call('callback.certificate', { sdkAppId: other.sdkAppId })
  await other.owner.call('callback.set', { sdkAppId: other.sdkAppId, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  expect((await other.say()).ErrorCode).toBe(80003)
  setDefaultCACertificates(trusted)
  server.closeAllConnections()
  server.close()
})

/** Of a web server on this machine. */
async function serverCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-tls-'))
  const [key, crt] = [join(folder, 'key'), join(folder, 'crt')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', crt, ...names], {
    stdio: 'ignore',
  })
  const made = { key: await readFile(key, 'utf8'), certificate: await readFile(crt, 'utf8') }
  await rm(folder, { recursive: true })
  return made
}
