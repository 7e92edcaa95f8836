import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { Refusal } from '@plenum/contract'
import { Api } from 'tls-sig-api-v2'
import { describe, expect, test } from 'vitest'
import { type Claim, verifyUserSig } from '../../src/road/usersig.ts'
import { rememberUserSigs } from '../../src/road/usersig-memory.ts'
import { makeUserSig } from '../make-user-sig.ts'

const at = (seconds: number) => new Date(seconds * 1000)

const vectors = [
  {
    name: 'vector 1',
    sdkAppId: 1400000001,
    key: '5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e',
    userId: 'administrator',
    time: 1700000000,
    expire: 86400,
    userSig:
      'eJw1yk0KwjAUBOC7vK1SklKMBFy0KFT8WdR4gGJieZg0IQm1Rby70NTZzTfzAXG*ZYPywCHPCKznjlL1EZ84cysN9hiib6P1yyHIV*scSuC0ICk0LRGNAk7ZoiSpGh16BXy7Kf4UsAMOtTOPspymXFdDPQa90kQY1wj2JkfLun3VyPslXk-2YHfw-QHDvzSJ',
  },
  {
    name: 'vector 2',
    sdkAppId: 1400187352,
    key: '0f1e2d3c4b5a69788796a5b4c3d2e1f00123456789abcdeffedcba9876543210',
    userId: 'user_27149',
    time: 1731000000,
    expire: 604800,
    userSig:
      'eJw1ybEOgjAUheF3ubPB21IpNHFxECM4GCVRF6NS9AZUaNFgjO9uUvRs5-vfsE5X3lMbUMA9hIH7lOtbSwU5flht9lwyEf2qzctDXVMOiglEFkp-xPvS0lWDYtJn6Nar7moyGlSAIvybpTMoqJLGjwuaFLvslBxbOVuWzSa6VIvXfTvt0mAeDVOMA*Q2G8PnC5WEMak_',
  },
  {
    name: 'vector 3: escaping, UTF-8, 180 days',
    sdkAppId: 20000042,
    key: 'k',
    userId: '@a b/c+d=é',
    time: 1600000000,
    expire: 15552000,
    userSig:
      'eJyrVgrxCdYrSy1SslIy0jNQ0gHzM1NS80oy0zLBwg6JCkn6ydoptodXQqWLU7ITCwoyU5SsjAxAwMQIIl6SmZuqZGVoZgAFENHUioLMIpC4qampEVy0ODNdyUopx9e7qsjSNDTKUd80tMisyLPCMqTArCwsSb-A39TMxT3IIN-VXdvEOSjR1VapFgDmUjGT',
  },
]

const [first] = vectors as [(typeof vectors)[number]]
const claim: Claim = { sdkAppId: first.sdkAppId, userId: first.userId, keys: [first.key], now: at(first.time) }

/** The code of the refusal, or `holds`. */
function outcome(userSig: string, changed: Partial<Claim> = {}): string {
  return outcomeOf(() => verifyUserSig(userSig, { ...claim, ...changed }))
}

function outcomeOf(verify: () => unknown): string {
  try {
    verify()
    return 'holds'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

function pack(document: unknown): string {
  const text = typeof document === 'string' ? document : JSON.stringify(document)
  return deflateSync(text).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

function signed(members: Record<string, unknown>, lines: string[] = []): Record<string, unknown> {
  const text = [
    `TLS.identifier:${members['TLS.identifier']}`,
    `TLS.sdkappid:${members['TLS.sdkappid']}`,
    `TLS.time:${members['TLS.time']}`,
    `TLS.expire:${members['TLS.expire']}`,
    ...lines,
  ]
  return {
    ...members,
    'TLS.sig': createHmac('sha256', first.key)
      .update(`${text.join('\n')}\n`)
      .digest('base64'),
  }
}

const members = {
  'TLS.ver': '2.0',
  'TLS.identifier': first.userId,
  'TLS.sdkappid': first.sdkAppId,
  'TLS.time': first.time,
  'TLS.expire': first.expire,
}

describe('a UserSig of version 2.0', () => {
  test.each(vectors)('$name holds from its time to its last second', ({ sdkAppId, key, userId, time, expire, userSig }) => {
    const whose = { sdkAppId, userId, keys: [key] }
    expect(verifyUserSig(userSig, { ...whose, now: at(time) })).toEqual({
      sdkAppId,
      userId,
      secretKey: key,
      issuedAt: time,
      expiresAt: time + expire,
    })
    expect(outcome(userSig, { ...whose, now: at(time + expire + 0.999) })).toBe('holds')
    expect(outcome(userSig, { ...whose, now: at(time + expire + 1) })).toBe('usersig_expired')
  })

  test('made by the public npm package holds, with userbuf too', () => {
    const api = new Api(first.sdkAppId, first.key)
    const now = new Date()
    expect(outcome(api.genUserSig('alice', 3600), { userId: 'alice', now })).toBe('holds')
    expect(outcome(api.genPrivateMapKey('alice', 3600, 10_000, 255), { userId: 'alice', now })).toBe('holds')
    expect(outcome(api.genUserSig('alice', 3600), { userId: 'alice', keys: ['another'], now })).toBe('usersig_wrong_key')
  })

  test('holds whatever the order, the spacing and the number form of its members', () => {
    const texts = { ...members, 'TLS.sdkappid': String(first.sdkAppId), 'TLS.time': String(first.time), 'TLS.expire': String(first.expire) }
    const reversed = Object.fromEntries(Object.entries(signed(texts)).reverse())
    expect(outcome(pack(JSON.stringify({ 'TLS.account_type': '0', ...reversed }, null, 2)))).toBe('holds')
  })

  test('signs its userbuf too', () => {
    const withBuffer = signed({ ...members, 'TLS.identifier': 'alice', 'TLS.expire': 3600 }, ['TLS.userbuf:AQIDBA=='])
    expect(withBuffer['TLS.sig']).toBe('98duE0PIa3E+jr/3A7SToSl3qm1zhhSwG4uLdk3Lw5k=')
    expect(outcome(pack({ ...withBuffer, 'TLS.userbuf': 'AQIDBA==' }), { userId: 'alice' })).toBe('holds')
    expect(outcome(pack(withBuffer), { userId: 'alice' })).toBe('usersig_wrong_key')
  })

  test('made for a strange UserID cannot be bent into that of another user by its userbuf', () => {
    const [known, rest] = ['TLS.sdkappid:1400000001\nTLS.time:1700000000\nTLS.expire:86400', 'AA==']
    const strange = signed({ ...members, 'TLS.identifier': `administrator\n${known}\nTLS.userbuf:${rest}` })
    const bent = { ...members, 'TLS.userbuf': `${rest}\n${known}`, 'TLS.sig': strange['TLS.sig'] }
    expect(outcome(pack(bent))).toBe('usersig_faulty')
  })

  test('of another app, another user or another key is told apart', () => {
    expect(outcome(first.userSig, { sdkAppId: 1400000002 })).toBe('usersig_other_app')
    expect(outcome(first.userSig, { userId: 'mallory' })).toBe('usersig_other_user')
    expect(outcome(first.userSig, { keys: ['another'] })).toBe('usersig_wrong_key')
    expect(outcome(first.userSig, { keys: [] })).toBe('usersig_wrong_key')
  })

  test('made with either key holds while keys rotate', () => {
    expect(outcome(first.userSig, { keys: ['newer', first.key] })).toBe('holds')
    expect(outcome(first.userSig, { keys: [first.key, 'newer'] })).toBe('holds')
  })

  test.each([
    ['empty', '', 'usersig_empty'],
    ['cut off', first.userSig.slice(0, 80), 'usersig_malformed'],
    ['not base64', 'ä'.repeat(20), 'usersig_malformed'],
    ['too long', 'a'.repeat(5000), 'usersig_malformed'],
    ['not compressed', Buffer.from('{}').toString('base64url'), 'usersig_malformed'],
    ['no JSON', pack('TLS'), 'usersig_faulty'],
    ['a list', pack([members]), 'usersig_faulty'],
    ['without a signature', pack(members), 'usersig_faulty'],
    ['of another version', pack({ ...signed(members), 'TLS.ver': '1.0' }), 'usersig_faulty'],
    ['with a broken number', pack(signed({ ...members, 'TLS.time': 1.5 })), 'usersig_faulty'],
    ['with a negative number', pack(signed({ ...members, 'TLS.expire': -1 })), 'usersig_faulty'],
    ['with a changed expiry', pack({ ...signed(members), 'TLS.expire': 9_999_999 }), 'usersig_wrong_key'],
    ['with a shorter signature', pack({ ...signed(members), 'TLS.sig': 'Hpmc' }), 'usersig_wrong_key'],
    ['a bomb that inflates to 100 MB', pack(' '.repeat(100_000_000)), 'usersig_malformed'],
  ])('%s is refused as what it is', (_, userSig, code) => {
    expect(outcome(userSig)).toBe(code)
  })
})

describe('remembered UserSigs', () => {
  test('expire by the clock of business, not by having been seen', () => {
    const memory = rememberUserSigs()
    const remembered = (now: Date) => outcomeOf(() => memory.verify(first.userSig, { ...claim, now }))
    expect(remembered(at(first.time))).toBe('holds')
    expect(remembered(at(first.time + first.expire))).toBe('holds')
    expect(remembered(at(first.time + first.expire + 1))).toBe('usersig_expired')
  })

  test('stop with the removal of their key and come back with it', () => {
    const memory = rememberUserSigs()
    const remembered = (keys: string[]) => outcomeOf(() => memory.verify(first.userSig, { ...claim, keys }))
    expect(remembered(['newer', first.key])).toBe('holds')
    expect(remembered(['newer'])).toBe('usersig_wrong_key')
    expect(remembered([first.key])).toBe('holds')
  })

  test('are good for their own user and app only', () => {
    const memory = rememberUserSigs()
    memory.verify(first.userSig, claim)
    expect(outcomeOf(() => memory.verify(first.userSig, { ...claim, userId: 'mallory' }))).toBe('usersig_other_user')
    expect(outcomeOf(() => memory.verify(first.userSig, { ...claim, sdkAppId: 1400000002 }))).toBe('usersig_other_app')
  })

  test('are never more than the bound', () => {
    const memory = rememberUserSigs(3)
    const userSigs = ['a', 'b', 'c', 'd'].map((userId) => ({ userId, userSig: makeUserSig({ ...first, userId }) }))
    for (const { userId, userSig } of userSigs) {
      memory.verify(userSig, { ...claim, userId })
    }
    expect(memory.size).toBe(3)
  })

  test('do not hold what was refused', () => {
    const memory = rememberUserSigs()
    expect(outcomeOf(() => memory.verify(first.userSig, { ...claim, keys: ['another'] }))).toBe('usersig_wrong_key')
    expect(memory.size).toBe(0)
  })
})
