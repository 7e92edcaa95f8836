import type { Readable } from 'node:stream'
import { Refusal } from '@plenum/contract'
import { refuseOddText } from './odd-text.ts'
import { unpacked } from './unpack.ts'

const drainedMax = 16 * 1024 * 1024
/** Deeper than a hundred messages forwarded in each other, and far above what would exhaust the stack of whoever looks into it. */
const depthMax = 1000

/** Bytes that are no UTF-8 are refused rather than replaced; a byte order mark in front is left out. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The body as a JSON object, whatever its Content-Type says. */
export async function readObject(request: Request, bytesMax: number, parse: (text: string) => unknown = JSON.parse): Promise<object> {
  const bytes = await readBytes(request, bytesMax)
  return parseObject(await unpacked(bytes, request.headers.get('content-encoding'), bytesMax), parse)
}

export function parseObject(
  bytes: Uint8Array,
  parse: (text: string) => unknown,
  admit: (text: string, value: object) => void = refuseOddText,
): object {
  let text: string
  let value: unknown
  try {
    text = utf8.decode(bytes)
    value = parse(text)
    // Every step down takes two characters.
    if (text.length > 2 * depthMax) refuseDeeper(value, depthMax)
  } catch {
    throw new Refusal('body_not_json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('body_not_json')
  admit(text, value)
  return value
}

/** One that is too large is read to its end, within reason: else the caller sees a broken connection instead of the answer. */
async function readBytes(request: Request, bytesMax: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes <= bytesMax) chunks.push(chunk)
    else chunks.length = 0
    if (bytes > drainedMax) break
  }
  if (bytes > bytesMax) throw new Refusal('body_too_large', { allowed: bytesMax })
  return Buffer.concat(chunks)
}

/** The same, of a request as Node has it. One that breaks off is answered to nobody. */
export function readStream(body: Readable, bytesMax: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let bytes = 0
    const refuse = () => reject(new Refusal('body_too_large', { allowed: bytesMax }))
    body.on('data', (chunk: Uint8Array) => {
      bytes += chunk.byteLength
      if (bytes <= bytesMax) chunks.push(chunk)
      else chunks.length = 0
      if (bytes > drainedMax) refuse()
    })
    body.on('end', () => (bytes > bytesMax ? refuse() : resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))))
    body.on('error', () => reject(new Refusal('body_not_json')))
    body.on('close', () => {
      if (!body.readableEnded) reject(new Refusal('body_not_json'))
    })
  })
}

function refuseDeeper(value: unknown, levels: number): void {
  if (typeof value !== 'object' || value === null) return
  if (levels === 0) throw new RangeError('too deep')
  for (const member of Object.values(value)) refuseDeeper(member, levels - 1)
}
