/** What messages carry so that they are counted without being parsed: `@@00000042@` and letters up to the size of a message. */
const bytesOfMessage = 300
const digits = 8
const sign = '@'.charCodeAt(0)
const zero = '0'.charCodeAt(0)
const begin = Buffer.from('@@')
/** From the first sign to the last. */
const markLength = begin.length + digits + 1
const padding = 'x'.repeat(bytesOfMessage - markLength)

export const marked = (id: number): string => `@@${String(id).padStart(digits, '0')}@${padding}`

/** Calls `hear` with the number of every message whose mark stands in these bytes, also when the mark began in those before. */
export function findMarks(part: Buffer, carrier: { tail: Buffer | null }, hear: (id: number) => void): void {
  const bytes = carrier.tail ? Buffer.concat([carrier.tail, part]) : part
  carrier.tail = null
  for (let at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at)) {
    if (at + markLength > bytes.length) {
      carrier.tail = Buffer.from(bytes.subarray(at))
      return
    }
    if (bytes[at + markLength - 1] !== sign) {
      at += begin.length
      continue
    }
    let id = 0
    for (let place = at + begin.length; place < at + markLength - 1; place++) id = id * 10 + bytes[place]! - zero
    hear(id)
    at += markLength
  }
  if (bytes.length > 0 && bytes[bytes.length - 1] === sign) carrier.tail = Buffer.from(bytes.subarray(bytes.length - 1))
}
