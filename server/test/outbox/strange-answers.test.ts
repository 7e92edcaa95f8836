import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { createPoster } from '../../src/outbox/post.ts'

test.each([
  ['wants to speak another protocol', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n', 101],
  ['says wait a moment again and again', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000), null],
  ['says something that is no HTTP', 'hello\r\n\r\n', null],
  ['says less than it announced', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}', null],
  ['has headers without end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}`, null],
  ['answers twice', `${'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}'.repeat(2)}`, 200],
])('a receiver that %s: the call ends', async (_, said, status) => {
  const receiver = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.write(said))
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const poster = createPoster({ allowPrivate: true })
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`
  expect((await poster.post({ url, headers: {}, body: '{}', timeoutMs: 200, answerBytesMax: 100 })).status).toBe(status)
  poster.close()
  receiver.close()
})
