import { expect, test } from 'vitest'
import { LiveClient } from '../../live-client.ts'
import { startWorld } from '../../world.ts'

test('a server that stops answers what it has heard, sends everybody elsewhere (1012), and does not wait for who does not go', async () => {
  const world = await startWorld()
  const app = await world.busyApp({ users: ['ann', 'ben', 'cy'] })
  const groupId = await app.createGroup({ Owner_Account: 'ann' })
  const [ann, ben, stubborn] = [
    await LiveClient.signIn(app, 'ann'),
    await LiveClient.signIn(app, 'ben'),
    await LiveClient.connect(world.url),
  ]
  ;(stubborn.websocket as unknown as { _socket: { pause(): void } })._socket.pause()
  const sent = Promise.all(
    Array.from({ length: 20 }, (_, random) =>
      ann.call('message.send', { groupId, random, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] }),
    ),
  )
  // The server has heard them when it answers this.
  await ann.settle()
  const closed = world.close()
  expect((await sent).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect([await ann.closed, await ben.closed]).toEqual(Array(2).fill({ code: 1012, reason: 'restart' }))
  await closed
  stubborn.websocket.terminate()
})
