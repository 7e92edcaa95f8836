import { createHmac, timingSafeEqual } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { Refusal } from '@plenum/contract'

/** Whom the request says it comes from, and the keys with which its UserSig may have been made. */
export interface Claim {
  sdkAppId: number
  userId: string
  /** Present secret keys of the app; two during rotation. */
  keys: readonly string[]
  now: Date
}

/** What a UserSig that holds says. Times in Unix seconds. */
export interface VerifiedUserSig {
  sdkAppId: number
  userId: string
  secretKey: string
  issuedAt: number
  /** The last second in which it holds. */
  expiresAt: number
}

const userSigCharactersMax = 4096
const documentBytesMax = 4096

/** UserSig version 2.0. Nothing is said about a time in the future: it is accepted, because clocks differ. */
export function verifyUserSig(userSig: string, { sdkAppId, userId, keys, now }: Claim): VerifiedUserSig {
  if (userSig === '') throw new Refusal('usersig_empty')
  const document = readDocument(userSig)
  if (Number(document.sdkAppId) !== sdkAppId) throw new Refusal('usersig_other_app')
  if (document.userId !== userId) throw new Refusal('usersig_other_user')
  const secretKey = keys.find((key) => isSignedWith(document, key))
  if (secretKey === undefined) throw new Refusal('usersig_wrong_key')
  const issuedAt = Number(document.time)
  const expiresAt = issuedAt + Number(document.expire)
  if (expiresAt < unixSeconds(now)) throw new Refusal('usersig_expired')
  return { sdkAppId, userId, secretKey, issuedAt, expiresAt }
}

/** Version 2.0, as the public libraries make it (usersig.md 2). `at` and `heldSeconds` in Unix seconds. */
export function signUserSig({
  sdkAppId,
  userId,
  key,
  at,
  heldSeconds,
}: Omit<Claim, 'keys' | 'now'> & { key: string; at: number; heldSeconds: number }): string {
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': at,
    'TLS.expire': heldSeconds,
    'TLS.sig': signatureOf({ userId, sdkAppId: String(sdkAppId), time: String(at), expire: String(heldSeconds), userbuf: null }, key),
  }
  return deflateSync(JSON.stringify(document)).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}

export function unixSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}

interface Document {
  userId: string
  /** Whole numbers, as they stand in the text to sign. */
  sdkAppId: string
  time: string
  expire: string
  userbuf: string | null
  signature: string
}

function readDocument(userSig: string): Document {
  if (userSig.length > userSigCharactersMax) throw malformed('too long')
  if (!/^[\w*+/=-]+$/.test(userSig)) throw malformed('not base64')
  const members = parseObject(inflate(userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')))
  if (members['TLS.ver'] !== '2.0') throw faulty('TLS.ver is not 2.0')
  return {
    userId: textOf(members, 'TLS.identifier'),
    sdkAppId: wholeNumberOf(members, 'TLS.sdkappid'),
    time: wholeNumberOf(members, 'TLS.time'),
    expire: wholeNumberOf(members, 'TLS.expire'),
    userbuf: members['TLS.userbuf'] === undefined ? null : base64Of(members, 'TLS.userbuf'),
    signature: textOf(members, 'TLS.sig'),
  }
}

/** A genuine document is under 1 KB; a bomb stops at the bound. */
function inflate(base64: string): string {
  try {
    return inflateSync(Buffer.from(base64, 'base64'), { maxOutputLength: documentBytesMax }).toString('utf8')
  } catch {
    throw malformed('not compressed with zlib, or cut off')
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {}
  throw faulty('not a JSON object')
}

function textOf(members: Record<string, unknown>, name: string): string {
  const value = members[name]
  if (typeof value !== 'string') throw faulty(`${name} is missing`)
  return value
}

/** A line end in it would let the signature of one strange UserID pass for that of another user. */
function base64Of(members: Record<string, unknown>, name: string): string {
  const text = textOf(members, name)
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) throw faulty(`${name} is not base64`)
  return text
}

/** Older libraries write numbers as strings. */
function wholeNumberOf(members: Record<string, unknown>, name: string): string {
  const value = members[name]
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string' || !/^\d{1,15}$/.test(text)) throw faulty(`${name} is missing or not a whole number`)
  return text
}

function signatureOf({ userId, sdkAppId, time, expire, userbuf }: Omit<Document, 'signature'>, key: string): string {
  const lines = [`TLS.identifier:${userId}`, `TLS.sdkappid:${sdkAppId}`, `TLS.time:${time}`, `TLS.expire:${expire}`]
  if (userbuf !== null) lines.push(`TLS.userbuf:${userbuf}`)
  return createHmac('sha256', key)
    .update(`${lines.join('\n')}\n`)
    .digest('base64')
}

function isSignedWith(document: Document, key: string): boolean {
  const [ours, theirs] = [Buffer.from(signatureOf(document, key)), Buffer.from(document.signature)]
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

/** It was cut off or changed on its way. */
function malformed(reason: string): Refusal {
  return new Refusal('usersig_malformed', { reason })
}

/** It arrived as it was made, and was made wrong. */
function faulty(reason: string): Refusal {
  return new Refusal('usersig_faulty', { reason })
}
