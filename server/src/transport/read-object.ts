import { Refusal } from '@plenum/contract'

const drainedMax = 16 * 1024 * 1024

/** The body as a JSON object, whatever its Content-Type says. */
export async function readObject(request: Request, bytesMax: number, parse: (text: string) => unknown = JSON.parse): Promise<object> {
  const text = await readText(request, bytesMax)
  let value: unknown
  try {
    value = parse(text)
  } catch {
    throw new Refusal('body_not_json')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Refusal('body_not_json')
  if (text.includes('\\u0000')) refuseNul(value, '')
  return value
}

/** One that is too large is read to its end, within reason: else the caller sees a broken connection instead of the answer. */
async function readText(request: Request, bytesMax: number): Promise<string> {
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

/** PostgreSQL keeps every character but this one. */
function refuseNul(value: unknown, field: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      refuseNul(name, field)
      refuseNul(member, field || name)
    }
  }
  if (typeof value === 'string' && value.includes('\0'))
    throw new Refusal('bad_input', { field, reason: `${field}: holds the character NUL.` })
}
