import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { localUrl, readConfig, unknownSettings } from './config.ts'

test('every setting has a default, and an empty one counts as not set', () => {
  const config = readConfig({ PLENUM_PORT: '', PLENUM_URL: ' ' })
  expect(config).toEqual(readConfig({}))
  expect(config).toEqual({
    host: '127.0.0.1',
    port: 8080,
    publicUrl: null,
    tls: null,
    trustedProxies: [],
    dataFolder: resolve('data'),
    databaseUrl: null,
    databaseConnectMs: 5_000,
    databaseStatementMs: 30_000,
    databasePatienceSeconds: 60,
    stopPatienceSeconds: 5,
    liveConnectionsMax: 100_000,
    liveConnectionsPerAddressMax: 20_000,
    liveCallsPerSecondMax: 100,
    timeZone: 'Asia/Shanghai',
    priceBooksFolder: null,
    privateWebhooks: false,
    charges: true,
    issuer: null,
    clock: { kind: 'system' },
    signUp: 'open',
    operatorEmail: 'operator@plenum.local',
    operatorPassword: null,
    operatorKey: null,
    smtpUrl: null,
  })
})

test.each([
  ['PLENUM_PORT', '65536', 'must be a port between 0 and 65535'],
  ['PLENUM_URL', 'chat.example.com', 'must be an address such as https://chat.example.com'],
  ['PLENUM_URL', 'https://example.com/chat', 'must be an address without a path, such as https://chat.example.com'],
  ['PLENUM_TLS_CERT', '/nowhere/cert.pem', 'must be a file that Plenum may read'],
  ['PLENUM_TRUSTED_PROXIES', '10.0.0.0/33', 'must be addresses or ranges with commas between them, such as 10.0.0.1, 192.168.0.0/16'],
  ['DATABASE_URL', 'mysql://host/plenum', 'must be an address such as postgres://user:password@host:5432/plenum'],
  ['PLENUM_DATABASE_PATIENCE', 'long', 'must be a number of seconds from 0 to 3600'],
  ['PLENUM_LIVE_CONNECTIONS', '0', 'must be a whole number from 1 to 10000000'],
  ['PLENUM_STOP_PATIENCE', '-1', 'must be a number of seconds from 0 to 3600'],
  ['PLENUM_DATA', 'two\nlines', 'must be a folder without a line break in its name'],
  ['PLENUM_TIME_ZONE', 'Shanghai', 'must be the name of a time zone, such as Asia/Shanghai or Europe/Berlin'],
  ['PLENUM_PRICE_BOOKS', '/nowhere', 'must be a folder that Plenum may read'],
  ['PLENUM_CHARGES', 'yes', 'must be on or off'],
  ['PLENUM_ISSUER_NAME', 'x'.repeat(101), 'must have lines of at most 100 characters'],
  ['PLENUM_ISSUER_ADDRESS', '1\\n2\\n3\\n4\\n5\\n6\\n7', 'must have at most 6 lines'],
  ['PLENUM_CLOCK', 'manual:tomorrow', 'must be system, manual or manual:<moment>, such as manual:2022-11-10T08:00:00Z, from 2001 to 2999'],
  [
    'PLENUM_CLOCK',
    'manual:1999-12-31T08:00:00Z',
    'must be system, manual or manual:<moment>, such as manual:2022-11-10T08:00:00Z, from 2001 to 2999',
  ],
  [
    'PLENUM_CLOCK',
    'manual:9999-12-31T08:00:00Z',
    'must be system, manual or manual:<moment>, such as manual:2022-11-10T08:00:00Z, from 2001 to 2999',
  ],
  ['PLENUM_SIGN_UP', 'no', 'must be open or closed'],
  ['PLENUM_OPERATOR_EMAIL', 'operator', 'must be an e-mail address'],
  ['PLENUM_OPERATOR_PASSWORD', 'short', 'must have at least 8 characters'],
  ['PLENUM_OPERATOR_KEY', 'short', 'must have at least 8 characters'],
  ['PLENUM_SMTP_URL', 'mail.example.com', 'must be an address such as smtp://user:password@host:587'],
])('%s=%s is refused in a sentence', (name, value, sentence) => {
  expect(() => readConfig({ [name]: value })).toThrow(`${name} ${sentence}.`)
})

test('the lines of an address stand apart by line breaks, also written ones; an address belongs to a name', () => {
  const address = { PLENUM_ISSUER_ADDRESS: ' 1 Mill Lane\\nGalway\n', PLENUM_ISSUER_TAX_NUMBER: 'IE1' }
  expect(readConfig({ PLENUM_ISSUER_NAME: 'Harbour', ...address }).issuer).toEqual({
    name: 'Harbour',
    lines: ['1 Mill Lane', 'Galway'],
    country: '',
    taxNumber: 'IE1',
  })
  expect(() => readConfig(address)).toThrow('PLENUM_ISSUER_NAME must be set where the address or tax number of the issuer is.')
})

test('a certificate without its key is refused', () => {
  expect(() => readConfig({ PLENUM_TLS_CERT: import.meta.filename })).toThrow('PLENUM_TLS_CERT and PLENUM_TLS_KEY must be set together.')
})

test('the public address is kept as a browser writes it', () => {
  expect(readConfig({ PLENUM_URL: 'HTTPS://Chat.Example.com:443/' }).publicUrl).toBe('https://chat.example.com')
})

test('whatever Plenum listens on, its address can be opened on this machine', () => {
  const urlOf = (host: string) => localUrl(readConfig({ PLENUM_HOST: host }))
  expect(urlOf('0.0.0.0')).toBe('http://127.0.0.1:8080')
  expect(urlOf('::')).toBe('http://[::1]:8080')
  expect(urlOf('2001:db8::7')).toBe('http://[2001:db8::7]:8080')
})

test('an IPv6 address may stand in brackets', () => {
  expect(readConfig({ PLENUM_HOST: '[::1]' }).host).toBe('::1')
})

test('a mistyped setting is found', () => {
  expect(unknownSettings({ PLENUM_PROT: '1', PLENUM_PORT: '1', PATH: '' })).toEqual(['PLENUM_PROT'])
})
