import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { textFrame } from '../../../server/src/doors/live/frames.ts'

/**
 * The bare limit: what one says goes to all, is stored nowhere and asked of nobody. `gathered`: what comes within two milliseconds is
 * written once; `frames`: each message is one write.
 */
const gatherMs = 2
const isGathered = process.argv[2] === 'gathered'
const sockets = new Set<Duplex>()
let gathered: Buffer[] = []

function write(bytes: Buffer): void {
  for (const socket of sockets) socket.write(bytes)
}

function flush(): void {
  const frames = gathered
  gathered = []
  write(Buffer.concat(frames))
}

const http = createServer()
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (websocket: WebSocket, { socket }) => {
  sockets.add(socket)
  websocket.on('close', () => sockets.delete(socket))
  websocket.on('error', () => {})
  websocket.on('message', (said) => {
    const frame = textFrame(String(said))
    if (!isGathered) write(frame)
    else if (gathered.push(frame) === 1) setTimeout(flush, gatherMs)
  })
})
http.listen(0, '127.0.0.1', 4_096, () => process.send!((http.address() as { port: number }).port))
process.on('disconnect', () => process.exit())
