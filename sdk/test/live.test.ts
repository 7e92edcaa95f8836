import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { startWorld, type World } from '../../server/test/world.ts'
import { type AnyEvents, type ConnectOptions, connect, PlenumClient, Refused, SignedOut, type WebSocketLike } from '../src/index.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate' })
})
afterAll(() => world.close())

const open: PlenumClient[] = []
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})

/** A user whose sockets the test can cut. */
async function signIn(userId: string, more: Partial<ConnectOptions> = {}) {
  const sockets: WebSocket[] = []
  const client = await connect({
    url: world.url,
    sdkAppId: app.sdkAppId,
    userId,
    userSig: () => app.userSig(userId),
    openWebSocket(address) {
      const socket = new WebSocket(address)
      sockets.push(socket)
      return socket as unknown as WebSocketLike
    },
    ...more,
  })
  open.push(client)
  return { client, cut: () => sockets.at(-1)!.terminate(), heard: hearing(client) }
}

/** What a client hears, and how to wait for it. */
function hearing(client: PlenumClient) {
  const texts: string[] = []
  const watchers = new Set<() => void>()
  client.on('message.sent', (message) => {
    texts.push(textOf(message))
    for (const wake of watchers) wake()
  })
  return {
    texts,
    async until(text: string) {
      while (!texts.includes(text)) await new Promise<void>((resolve) => watchers.add(resolve))
    },
  }
}

const textOf = ({ body }: AnyEvents['message.sent']) => body.map(({ MsgContent }) => ('Text' in MsgContent ? MsgContent.Text : '')).join('')
const words = (text: string) => ({ body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }] })
const event = <N extends keyof AnyEvents>(client: PlenumClient, name: N) =>
  new Promise<AnyEvents[N]>((resolve) => {
    const stop = client.on(name, (content) => {
      stop()
      resolve(content)
    })
  })

test('a message to a user and one to a group are heard by the others, once, and not by who said them', async () => {
  const [ann, ben] = [await signIn('ann'), await signIn('ben')]
  const { groupId } = await ann.client.call('group.create', { type: 'Public', name: 'Gardeners', applyJoinOption: 'FreeAccess' })
  await ben.client.call('group.join', { groupId })
  await ann.client.send({ peerId: 'ben', ...words('for ben') })
  const { sequence } = await ann.client.send({ groupId, ...words('for all') })
  await ben.heard.until('for ben')
  await ben.heard.until('for all')
  expect(ben.heard.texts.filter((text) => text.startsWith('for')).toSorted()).toEqual(['for all', 'for ben'])
  expect(ann.heard.texts.filter((text) => text.startsWith('for'))).toEqual([])
  expect(sequence).toBeGreaterThan(0)
})

test('what was said while the connection was lost is heard when it is back, before what comes after it', async () => {
  const [cy, dan] = [await signIn('cy'), await signIn('dan')]
  const { groupId } = await cy.client.call('group.create', { type: 'Public', name: 'Gardeners', applyJoinOption: 'FreeAccess' })
  await dan.client.call('group.join', { groupId })
  await cy.client.send({ groupId, ...words('1') })
  await dan.heard.until('1')
  const back = event(dan.client, 'resumed')
  dan.cut()
  for (const text of ['2', '3', '4']) await cy.client.send({ groupId, ...words(text) })
  await cy.client.send({ peerId: 'dan', ...words('alone') })
  await back
  await cy.client.send({ groupId, ...words('5') })
  await dan.heard.until('5')
  expect(dan.heard.texts.filter((text) => /^\d$/.test(text))).toEqual(['1', '2', '3', '4', '5'])
  expect(dan.heard.texts.filter((text) => text === 'alone')).toEqual(['alone'])
})

test('a message that was on its way when the connection was lost is sent again and is one message', async () => {
  const [eve, fay] = [await signIn('eve'), await signIn('fay')]
  const sent = Array.from({ length: 20 }, (_, number) => eve.client.send({ peerId: 'fay', ...words(`n${number}`) }))
  eve.cut()
  await Promise.all(sent)
  await fay.heard.until('n19')
  expect(fay.heard.texts).toEqual(Array.from({ length: 20 }, (_, number) => `n${number}`))
})

test('a recall that was missed is told when the connection is back', async () => {
  const [gus, hal] = [await signIn('gus'), await signIn('hal')]
  const { groupId } = await gus.client.call('group.create', { type: 'Public', name: 'Gardeners', applyJoinOption: 'FreeAccess' })
  await hal.client.call('group.join', { groupId })
  const { sequence } = await gus.client.send({ groupId, ...words('oh no') })
  await hal.heard.until('oh no')
  const recalled = event(hal.client, 'message.recalled')
  hal.cut()
  await gus.client.call('message.recall', { groupId, sequences: [sequence!] })
  expect(await recalled).toMatchObject({ operatorId: 'gus', messages: [{ sequence, recalledBy: 'gus' }] })
})

test('what was sent to a user is named in the answer, so that it can be taken back; what is only for who is connected is not kept', async () => {
  const [max, ned] = [await signIn('max'), await signIn('ned')]
  const { messageKey } = await max.client.send({ peerId: 'ned', ...words('oh no') })
  await ned.heard.until('oh no')
  const recalled = event(ned.client, 'message.recalled')
  await max.client.call('direct.recall', { receiverId: 'ned', messageKey: messageKey! })
  expect(await recalled).toMatchObject({ operatorId: 'max' })
  expect(await max.client.send({ peerId: 'ned', ...words('typing'), lifeSeconds: 0 })).toMatchObject({ sequence: null })
  await ned.heard.until('typing')
})

test('reactions that were missed are told when the connection is back, in the order of what became of messages', async () => {
  const [kim, lou] = [await signIn('kim'), await signIn('lou')]
  const { sequence } = await kim.client.send({ peerId: 'lou', ...words('done') })
  await lou.heard.until('done')
  const reaction = { conversation: { peerId: 'lou' }, sequence: sequence! }
  const heard = event(lou.client, 'message.reactionsChanged')
  await kim.client.call('reaction.add', { ...reaction, reactionId: '👍' })
  expect(await heard).toMatchObject({ change: 1, by: { userId: 'kim', reactionId: '👍', added: true } })

  const told: unknown[] = []
  lou.client.on('message.modified', ({ change }) => told.push(change))
  lou.client.on('message.reactionsChanged', ({ change, reactions, userIds }) => told.push({ change, reactions, userIds }))
  const resumed = event(lou.client, 'resumed')
  lou.cut()
  const { messages } = await kim.client.call('direct.messages', { peerId: 'lou' })
  const { messageKey } = messages[0]!
  await kim.client.call('direct.modify', { receiverId: 'lou', messageKey, cloudCustomData: 'new' })
  await kim.client.call('reaction.add', { ...reaction, reactionId: 'party' })
  await resumed
  const reactions = ['👍', 'party'].map((reactionId) => ({ reactionId, count: 1, mine: false }))
  expect(told).toEqual([2, { change: 3, reactions, userIds: ['lou', 'kim'] }])
})

test('a refusal has the code and the number of the table; a client that is forced offline does not come back', async () => {
  const { client } = await signIn('ivy')
  const error = await client.call('group.join', { groupId: 'nowhere' }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Refused)
  expect(error).toMatchObject({ code: 'group_unknown', number: 10010 })
  const ended = event(client, 'signedOut')
  await app.ok('im_open_login_svc/kick', { Identifier: 'ivy' })
  expect((await ended).reason).toBe('kicked')
  expect(client.state).toBe('signedOut')
  await expect(client.send({ peerId: 'ann', ...words('hello?') })).rejects.toBeInstanceOf(SignedOut)
})

test('a client knows the time of the server', async () => {
  await world.moveBy(3600)
  const { client } = await signIn('lee')
  const apart = client.serverTime()!.getTime() - world.now().getTime()
  // The clock of the test stands still, that of the client goes on.
  expect(apart).toBeGreaterThanOrEqual(0)
  expect(apart).toBeLessThan(60_000)
})

test('whoever may not sign in is told why, and is not tried again', async () => {
  const userSig = app.userSig('jim', 'a key that is not ours')
  await expect(signIn('jim', { userSig })).rejects.toMatchObject({ code: 'usersig_wrong_key', number: 70009 })
})

test('where no socket can be opened, whoever connects hears why', async () => {
  const openWebSocket = () => {
    throw new TypeError('no sockets here')
  }
  await expect(signIn('kim', { openWebSocket })).rejects.toThrow('no sockets here')
})

test('a server that takes a connection and says nothing is tried again', async () => {
  const tries = Promise.withResolvers<void>()
  let count = 0
  const silent = createServer(() => void (++count === 2 && tries.resolve())).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const client = new PlenumClient({ url, sdkAppId: app.sdkAppId, userId: 'lou', userSig: app.userSig('lou'), answerWithinMs: 50 })
  await tries.promise
  await client.close()
  silent.close()
})

test('disabling the app signs its users out for good', async () => {
  const other = await world.busyApp()
  const { client } = await signIn('kim', { sdkAppId: other.sdkAppId, userSig: other.userSig('kim') })
  const ended = event(client, 'signedOut')
  await other.disable()
  expect((await ended).reason).toBe('notInService')
})
