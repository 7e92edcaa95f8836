import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../app-driver.ts'
import { LiveClient } from '../live-client.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld({
    env: {
      PLENUM_LIVE_CONNECTIONS_PER_ADDRESS: '30',
      PLENUM_LIVE_CONNECTIONS: '40',
      PLENUM_LIVE_CALLS_PER_SECOND: '50',
      PLENUM_TRUSTED_PROXIES: '127.0.0.1',
    },
  })
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
})
afterAll(() => world.close())

const signedIn = (userId = 'ann') => LiveClient.signIn(app, userId)
const stranger = (headers = {}) => LiveClient.connect(world.url, headers)

test.each([
  ['no JSON', 'hello'],
  ['an array', '[]'],
  ['null', 'null'],
  ['no command', '{"id":1}'],
  ['a command that is no text', '{"id":1,"command":7}'],
  ['no number', '{"command":"connection.open","input":{}}'],
  ['a number that is none', '{"id":"1","command":"connection.open","input":{}}'],
  ['bytes', Buffer.from('{"id":1,"command":"connection.beat"}')],
])('%s is a bad frame: the connection is closed, and only this one', async (_, frame) => {
  const [other, client] = [await signedIn('ben'), await signedIn()]
  client.websocket.send(frame)
  expect(await client.closed).toEqual({ code: 4400, reason: 'bad_frame' })
  await other.settle()
  await other.close()
})

test('half a character of UTF-8 and a frame of more than 64 kB end the connection as RFC 6455 says', async () => {
  const half = await signedIn()
  half.websocket.send(Buffer.from([0x22, 0xe2, 0x82, 0x22]), { binary: false })
  expect((await half.closed).code).toBe(1007)
  const large = await signedIn()
  large.websocket.send(JSON.stringify({ id: 1, command: 'connection.beat', input: 'x'.repeat(70_000) }))
  expect((await large.closed).code).toBe(1009)
})

test('a frame that comes in pieces is one call, and compression is not offered', async () => {
  const ann = await signedIn()
  expect(ann.websocket.extensions).toBe('')
  const answer = new Promise((resolve) => ann.websocket.once('message', (data) => resolve(JSON.parse(String(data)))))
  ann.websocket.send('{"id":77,"comm', { fin: false })
  ann.websocket.send('and":"connection.beat"}', { fin: true })
  expect(await answer).toEqual([{ id: 77, output: { notice: 0, now: world.now().toISOString() } }])
  await ann.close()
})

test('a thousand frames before the login end the connection, whether they come at once or one after the other', async () => {
  const client = await stranger()
  for (let id = 1; id <= 1000; id++) client.websocket.send(JSON.stringify({ id, command: 'userNotice.list', input: {} }))
  expect(await client.closed).toEqual({ code: 4400, reason: 'not_signed_in' })
  const patient = await stranger()
  for (let call = 1; call <= 20; call++) expect((await patient.refused('userNotice.list', {} as never)).code).toBe('not_signed_in')
  await expect(patient.call('userNotice.list', {} as never)).rejects.toThrow('closed')
  expect((await patient.closed).code).toBe(4400)
})

test('one connection signs in once, as one user', async () => {
  const ann = await signedIn()
  const again = { sdkAppId: app.sdkAppId, userId: 'ben', userSig: app.userSig('ben') }
  expect((await ann.refused('connection.open', again)).code).toBe('bad_input')
  const client = await stranger()
  const both = await Promise.allSettled([client.open(app, 'ann', { platform: 'iPhone' }), client.open(app, 'ben')])
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect(world.presence.isOnline(app.sdkAppId, 'ben')).toBe(false)
  for (const open of [ann, client]) await open.close()
})

test('what is no command for users, or no command at all, is refused and the connection goes on', async () => {
  const ann = await signedIn()
  expect((await ann.refused('user.kick', { userId: 'ben' })).code).toBe('not_allowed')
  expect((await ann.refused('app.list', {})).code).toBe('not_allowed')
  for (const name of ['toString', '__proto__', 'constructor', '']) {
    expect((await ann.refused(name as never, {} as never)).code).toBe('unknown_command')
  }
  expect((await ann.refused('avGroup.join', { groupId: 7 } as never)).code).toBe('bad_input')
  await ann.settle()
  await ann.close()
})

test('calls above the rate are refused, and who goes on is sent away (4429)', async () => {
  const ann = await signedIn()
  const answers = await Promise.allSettled(Array.from({ length: 400 }, () => ann.beat()))
  expect(await ann.closed).toEqual({ code: 4429, reason: 'connection_calls' })
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' && 'code' in answer.reason ? [answer.reason.code] : []))
  expect(new Set(refused)).toEqual(new Set(['connection_calls']))
})

test('any page may connect, since only the UserSig admits: a cookie is worth nothing here', async () => {
  const response = await world.nobody().post('session.signIn', { email: 'operator@example.com', password: 'correct horse battery' })
  const cookie = response.headers.getSetCookie().join('; ')
  const client = await stranger({ origin: 'https://somewhere.example', cookie })
  expect((await client.refused('app.list', {})).code).toBe('not_signed_in')
  await client.open(app, 'ann')
  expect((await client.refused('app.list', {})).code).toBe('not_allowed')
  await client.close()
})

test('one address has a bounded number of connections, told by the proxy that is trusted, and all together have one', async () => {
  const from = (address: string) => stranger({ 'x-forwarded-for': address })
  const many = await Promise.all(Array.from({ length: 30 }, () => from('203.0.113.7')))
  await expect(from('203.0.113.7')).rejects.toThrow('429')
  const others = await Promise.all(Array.from({ length: 10 }, () => from('203.0.113.8')))
  await expect(from('203.0.113.9')).rejects.toThrow('503')
  await Promise.all([...many, ...others].map((client) => client.close()))
  const again = await from('203.0.113.7')
  await again.close()
})

test('a client that does not read is cut off, and keeps nobody else waiting', async () => {
  const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const [ann, ben] = [await signedIn(), await signedIn('ben')]
  const { pause } = (ben.websocket as unknown as { _socket: { pause(): void } })._socket
  pause.call((ben.websocket as unknown as { _socket: unknown })._socket)
  const text = 'x'.repeat(10_000)
  let random = 0
  const sayOne = () =>
    app.ok('group_open_http_svc/send_group_msg', {
      GroupId: groupId,
      Random: ++random,
      From_Account: 'ann',
      MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
    })
  while (world.presence.isOnline(app.sdkAppId, 'ben')) await Promise.all(Array.from({ length: 50 }, sayOne))
  await ann.settle()
  expect(ann.heard.filter(({ event, content }) => event === 'message.sent' && !content.system).length).toBe(random)
  await ann.close()
  ben.websocket.terminate()
})

test('other paths and half a handshake are no door', async () => {
  await expect(LiveClient.connect(`${world.url}/x`)).rejects.toThrow()
  const raw = connect(Number(new URL(world.url).port), '127.0.0.1')
  raw.write('GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')
  const answer = await new Promise<string>((resolve) => raw.once('data', (data) => resolve(String(data))))
  expect(answer).toMatch(/^HTTP\/1\.1 400/)
  raw.destroy()
})
