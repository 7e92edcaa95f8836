import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto'

const years = 10

/**
 * A client certificate of an app, signed by itself: the receiver is given it and trusts this one. Node reads certificates and does not make
 * them, so its few parts are written out here as DER (RFC 5280).
 */
export function makeCertificate(sdkAppId: number, now: Date): { certificate: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const until = new Date(now)
  until.setUTCFullYear(until.getUTCFullYear() + years)
  const name = sequence(set(sequence(oid(2, 5, 4, 3), utf8(`Plenum callbacks of ${sdkAppId}`))))
  const ecdsaWithSha256 = sequence(oid(1, 2, 840, 10045, 4, 3, 2))
  const forClients = sequence(oid(2, 5, 29, 37), octets(sequence(oid(1, 3, 6, 1, 5, 5, 7, 3, 2))))
  const noAuthority = sequence(oid(2, 5, 29, 19), boolean(true), octets(sequence()))
  const toSign = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(now), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(noAuthority, forClients)),
  )
  const signature = bits(sign('sha256', toSign, privateKey))
  return {
    certificate: pem(sequence(toSign, ecdsaWithSha256, signature)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

export const certificateUntil = (certificate: string) => new X509Certificate(certificate).validToDate

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const written = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...written]), content])
}

const sequence = (...parts: Buffer[]) => der(0x30, ...parts)
const set = (...parts: Buffer[]) => der(0x31, ...parts)
/** Positive: its first byte is below 128. */
const integer = (bytes: Buffer) => der(0x02, bytes)
const boolean = (value: boolean) => der(0x01, Buffer.from([value ? 255 : 0]))
const octets = (content: Buffer) => der(0x04, content)
const bits = (content: Buffer) => der(0x03, Buffer.from([0]), content)
const utf8 = (text: string) => der(0x0c, Buffer.from(text))

/** Until 2049 with two digits of the year, then with four. */
function time(at: Date): Buffer {
  const digits = at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')
  return at.getUTCFullYear() < 2050 ? der(0x17, Buffer.from(digits.slice(2))) : der(0x18, Buffer.from(digits))
}

function oid(first: number, second: number, ...rest: number[]): Buffer {
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 127]
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 127) | 128)
  return digits
}

function pem(content: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${content
    .toString('base64')
    .replaceAll(/(.{64})/g, '$1\n')
    .trimEnd()}\n-----END CERTIFICATE-----\n`
}
