import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { Refusal } from '@plenum/contract'

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>

const gunzipped: Unpack = promisify(gunzip)
const inflated: Unpack = promisify(inflate)
const inflatedRaw: Unpack = promisify(inflateRaw)
const unbrotlied: Unpack = promisify(brotliDecompress)

/** Some clients leave the header of zlib out of what they call deflate. */
const deflated: Unpack = (bytes, options) => (((bytes[0] ?? 0) & 0x0f) === 8 ? inflated : inflatedRaw)(bytes, options)

const unpackers: Record<string, Unpack> = { gzip: gunzipped, 'x-gzip': gunzipped, deflate: deflated, br: unbrotlied }

/** A body as it was before its Content-Encoding. What would become larger than `bytesMax` is refused before it does. */
export async function unpacked(bytes: Uint8Array, encoding: string | null | undefined, bytesMax: number): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase()
  if (!name || name === 'identity') return bytes
  const unpack = Object.hasOwn(unpackers, name) ? unpackers[name] : undefined
  if (!unpack) throw wrong('has to be gzip, deflate or br, and one of them only')
  try {
    return await unpack(bytes, { maxOutputLength: bytesMax })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new Refusal('body_too_large', { allowed: bytesMax })
    throw wrong(`says ${name}, and the body is not that`)
  }
}

function wrong(reason: string): Refusal {
  return new Refusal('bad_input', { field: 'Content-Encoding', reason: `Content-Encoding ${reason}.` })
}
