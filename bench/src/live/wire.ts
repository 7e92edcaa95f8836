import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** One for all connections: each part is looked at before the next is read. */
const shared = Buffer.allocUnsafe(256 * 1024)
/** As the SDK. */
const answerWithinMs = 20_000

/** A connection on the socket itself: the generator shares the machine with what it measures, and a full client would take more of it than the server does. */
export class Wire {
  /** What comes once the connection is only listened to. */
  onBytes: ((bytes: Buffer, wire: Wire) => void) | null = null
  onClosed: (() => void) | null = null
  isClosed = false
  /** The beginning of a mark, when the last part ended with one. */
  tail: Buffer | null = null
  private text = ''
  private wake: (() => void) | null = null
  private readonly socket: Socket

  private constructor(socket: Socket) {
    this.socket = socket
  }

  static open(port: number): Promise<Wire> {
    return new Promise((resolve, reject) => {
      const callback = (length: number, bytes: Uint8Array) => {
        wire.hear((bytes as Buffer).subarray(0, length))
        return true
      }
      const socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: shared, callback } })
      const wire = new Wire(socket)
      socket.once('connect', () => resolve(wire))
      socket.on('error', reject)
      socket.once('close', () => wire.end())
    })
  }

  /** Opens a WebSocket on it. */
  async upgrade(path: string): Promise<void> {
    const key = randomBytes(16).toString('base64')
    this.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    const head = await this.until(/\r\n\r\n/)
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(`No WebSocket: ${head.slice(0, 100)}`)
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes)
  }

  /** Everything up to the part in which the pattern was found, as Latin-1. */
  async until(pattern: RegExp): Promise<string> {
    const deadline = setTimeout(() => {
      this.socket.destroy(new Error('late'))
    }, answerWithinMs)
    try {
      while (!pattern.test(this.text)) {
        if (this.isClosed) throw new Error(`The connection ended before ${pattern}: ${this.text.slice(-300)}`)
        await new Promise<void>((resolve) => {
          this.wake = resolve
        })
      }
      return this.text
    } finally {
      clearTimeout(deadline)
      this.text = ''
    }
  }

  /** At once, so that its port is free for the next. */
  close(): void {
    this.onClosed = null
    this.socket.resetAndDestroy()
  }

  private hear(bytes: Buffer): void {
    if (this.onBytes) this.onBytes(bytes, this)
    else {
      this.text += bytes.toString('latin1')
      this.wake?.()
    }
  }

  private end(): void {
    this.isClosed = true
    this.wake?.()
    this.onClosed?.()
  }
}

const isWholeText = 0x81
const isMasked = 0x80
const sixteenBits = 126

/** A WebSocket text frame of a client. Masked with nothing: it costs the generator nothing, and the server the same as any mask. */
export function clientFrame(text: string): Buffer {
  const length = Buffer.byteLength(text)
  if (length > 65_535) throw new Error('Too long for a frame')
  const head = length < sixteenBits ? [isWholeText, isMasked | length] : [isWholeText, isMasked | sixteenBits, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), Buffer.from(text)])
}
