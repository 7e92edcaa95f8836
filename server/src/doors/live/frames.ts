/** A call of a client. */
export interface Call {
  id: number
  command: string
  input: unknown
}

/** null: this is no call. */
export function readCall(text: string): Call | null {
  try {
    const { id, command, input } = JSON.parse(text) as Record<string, unknown>
    return typeof command === 'string' && Number.isSafeInteger(id) ? { id: id as number, command, input } : null
  } catch {
    return null
  }
}

const isWholeText = 0x81
const sixteenBits = 126
const sixtyFourBits = 127

/** A WebSocket text frame as a server sends it (RFC 6455, 5.2), made once for all who get it. */
export function textFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const at = length < sixteenBits ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(at + length)
  frame[0] = isWholeText
  if (at === 2) frame[1] = length
  else if (at === 4) {
    frame[1] = sixteenBits
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = sixtyFourBits
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.write(text, at)
  return frame
}
