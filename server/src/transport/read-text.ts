import { Refusal } from '@plenum/contract'

const drainedMax = 16 * 1024 * 1024

/** The body as text. One that is too large is read to its end, within reason: else the caller sees a broken connection instead of the answer. */
export async function readText(request: Request, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes <= bytesMax) chunks.push(chunk)
    else chunks.length = 0
    if (bytes > drainedMax) break
  }
  if (bytes > bytesMax) throw new Refusal('body_too_large', { allowed: bytesMax })
  return Buffer.concat(chunks).toString('utf8')
}
