import fc from 'fast-check'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startWorld } from '../../server/test/world.ts'
import { connect, type WebSocketLike } from '../src/index.ts'
import { createPace } from '../src/pace.ts'

test('1,500 calls made at once are made in the order of asking and all answered over one connection, and what is said does not wait behind them', async () => {
  const world = await startWorld({ env: { PLENUM_LIVE_CALLS_PER_SECOND: '500' } })
  const app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
  const sockets: WebSocket[] = []
  const said: { command: string; input: { after?: number } }[] = []
  const client = await connect({
    url: world.url,
    sdkAppId: app.sdkAppId,
    userId: 'ann',
    userSig: app.userSig('ann'),
    openWebSocket(address) {
      const socket = new WebSocket(address)
      sockets.push(socket)
      const send = socket.send.bind(socket)
      socket.send = (text: string) => {
        said.push(JSON.parse(text))
        send(text)
      }
      return socket as unknown as WebSocketLike
    },
  })

  const asked = Array.from({ length: 1_500 }, (_, after) => client.call('userNotice.list', { after, limit: 1 }))
  const message = client.send({ peerId: 'ben', body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }] })
  expect((await message).sequence).toBe(1)
  expect(said.length).toBeLessThan(1_500)
  expect(await Promise.all(asked)).toHaveLength(1_500)

  const numbers = said.flatMap(({ command, input }) => (command === 'userNotice.list' ? [input.after!] : []))
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 1_500 }, (_, after) => after))
  expect(sockets).toHaveLength(1)
  await client.close()
  await world.close()
})

test('however the seconds of the server lie and however calls bunch on their way, it never counts twice the rate', () => {
  const run = fc.record({
    perSecond: fc.integer({ min: 1, max: 120 }),
    atOnce: fc.integer({ min: 1, max: 64 }),
    phaseMs: fc.nat({ max: 999 }),
    steps: fc.array(fc.record({ passMs: fc.nat({ max: 400 }), heard: fc.nat({ max: 64 }), answered: fc.nat({ max: 64 }) }), {
      maxLength: 200,
    }),
  })
  fc.assert(
    fc.property(run, ({ perSecond, atOnce, phaseMs, steps }) => {
      const pace = createPace()
      pace.keepTo({ perSecond, atOnce })
      const heardIn = new Map<number, number>()
      let nowMs = 0
      let onTheWay = 0
      let unanswered = 0
      for (const { passMs, heard, answered } of steps) {
        nowMs += passMs
        while (pace.waitMs(onTheWay + unanswered, nowMs) === 0) {
          pace.note(nowMs)
          onTheWay++
        }
        const arrived = Math.min(heard, onTheWay)
        const second = Math.floor((nowMs + phaseMs) / 1_000)
        heardIn.set(second, (heardIn.get(second) ?? 0) + arrived)
        onTheWay -= arrived
        unanswered += arrived
        unanswered -= Math.min(answered, unanswered)
      }
      for (const count of heardIn.values()) expect(count).toBeLessThanOrEqual(2 * perSecond)
    }),
  )
})
