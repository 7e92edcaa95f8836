import { expect, test } from 'vitest'
import { isPrivate } from '../../src/outbox/addresses.ts'
import { createPoster } from '../../src/outbox/post.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { startWorld } from '../world.ts'

const open = { headers: {}, body: '{}', timeoutMs: 5_000, answerBytesMax: 100 }

test.each([
  '127.0.0.1',
  '127.8.9.10',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '::7f00:1',
  '64:ff9b::7f00:1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'fec0::1',
  'ff02::1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
])('%s is of this machine, of a private network or of nobody', (address) => {
  expect(isPrivate(address)).toBe(true)
})

test.each([
  '8.8.8.8',
  '1.1.1.1',
  '172.15.0.1',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::8a',
])('%s is anybody’s', (address) => {
  expect(isPrivate(address)).toBe(false)
})

test('a call to this machine is refused before it connects, by number in any spelling and by name, and goes out where it is allowed', async () => {
  const receiver: Receiver = await startReceiver()
  const strict = createPoster({ allowPrivate: false })
  const lax = createPoster({ allowPrivate: true })
  for (const host of ['127.0.0.1', 'localhost', '0.0.0.0', '[::1]', '[::ffff:127.0.0.1]', '0x7f.1', '2130706433', '127.1', '0177.0.0.1']) {
    const answer = await strict.post({ ...open, url: `http://${host}:${receiver.port}/` })
    expect(answer, host).toMatchObject({ status: null, error: expect.stringContaining('private network') })
  }
  expect(receiver.connections()).toBe(0)
  expect(await lax.post({ ...open, url: `http://localhost:${receiver.port}/` })).toMatchObject({ status: 200, error: null })
  strict.close()
  lax.close()
  await receiver.close()
})

test('an answer is read up to its bound, and no longer than its time', async () => {
  const receiver = await startReceiver(({ path }) => (path === '/long' ? { body: 'x'.repeat(10_000_000) } : 'hang'))
  const poster = createPoster({ allowPrivate: true })
  expect(await poster.post({ ...open, url: `http://127.0.0.1:${receiver.port}/long` })).toMatchObject({
    status: 200,
    cut: true,
    text: 'x'.repeat(100),
  })
  const hung = await poster.post({ ...open, url: `http://127.0.0.1:${receiver.port}/`, timeoutMs: 50 })
  expect(hung).toMatchObject({ status: null, error: 'no answer within 0.05 seconds' })
  poster.close()
  await receiver.close()
})

test('without PLENUM_WEBHOOK_PRIVATE an endpoint on this machine is refused by number, and by name when it is called', async () => {
  const receiver = await startReceiver()
  const world = await startWorld()
  const owner = await world.signUp()
  const refused = await owner.refused('endpoint.add', { url: receiver.url })
  expect(refused).toMatchObject({ code: 'bad_input', details: { field: 'url' } })
  const { endpoint } = await owner.call('endpoint.add', { url: `http://localhost:${receiver.port}/` })
  await owner.call('endpoint.test', endpoint)
  await expect
    .poll(async () => (await owner.call('delivery.list', {})).deliveries[0], { timeout: 30_000 })
    .toMatchObject({ outcome: 'failed', answer: { status: null, error: expect.stringContaining('private network') } })
  expect(receiver.connections()).toBe(0)
  await world.close()
  await receiver.close()
})
