import { expect, test } from 'vitest'
import { addressReader } from './address.ts'

const proxy = '10.0.0.2'
const read = addressReader(['10.0.0.0/24', '2001:db8:ffff::/48'])

test('without a trusted proxy the address is that of the connection, whatever the header says', () => {
  expect(addressReader([])('203.0.113.7', '192.0.2.1')).toBe('203.0.113.7')
  expect(read('203.0.113.7', '192.0.2.1, 10.0.0.3')).toBe('203.0.113.7')
})

test('behind trusted proxies it is the last one that no trusted proxy has', () => {
  expect(read(proxy, '203.0.113.7')).toBe('203.0.113.7')
  expect(read(proxy, '192.0.2.1, 203.0.113.7, 10.0.0.3')).toBe('203.0.113.7')
  expect(read(`::ffff:${proxy}`, '203.0.113.7')).toBe('203.0.113.7')
  expect(read('2001:db8:ffff::1', '2001:db8:1::7')).toBe('2001:db8:1::7')
  expect(read(proxy, null)).toBe(proxy)
})

test('a proxy may write the port too', () => {
  expect(read(proxy, '192.0.2.1, 203.0.113.7:4711')).toBe('203.0.113.7')
  expect(read(proxy, '192.0.2.1, [2001:db8:1::7]:4711')).toBe('2001:db8:1::7')
})

test('what stands before something unreadable is not believed', () => {
  expect(read(proxy, '192.0.2.1, unknown')).toBe(proxy)
  expect(read(proxy, '192.0.2.1, unknown, 10.0.0.3')).toBe('10.0.0.3')
  expect(read(proxy, '192.0.2.1,')).toBe(proxy)
})
