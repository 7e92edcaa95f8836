import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { closeCodes } from '@plenum/contract'
import { type ServerOptions, WebSocketServer } from 'ws'
import { rememberUserSigs } from '../../road/usersig-memory.ts'
import { addressReader } from '../http/address.ts'
import { callBounds } from './call-rate.ts'
import type { LiveParts } from './live.ts'
import { openPost } from './post.ts'
import { Socket, type SocketParts } from './socket.ts'

const frameBytesMax = 64 * 1024
const careEveryMs = 1_000
/** How long a client may take to answer a close frame. */
const closeMs = 5_000
const restart = { closeCode: closeCodes.restart, reason: 'restart', number: null }

/**
 * `/ws`: the users of apps. From any web page: only the UserSig admits, cookies are not looked at, so a foreign page has nothing that its
 * visitor has.
 */
export function createLiveDoor(parts: LiveParts) {
  const { liveConnectionsMax, liveConnectionsPerAddressMax, trustedProxies } = parts.config
  const readAddress = addressReader(trustedProxies)
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    perMessageDeflate: false,
    maxPayload: frameBytesMax,
    clientTracking: false,
    closeTimeout: closeMs,
  }
  const server = new WebSocketServer(options)
  const sockets = new Set<Socket>()
  const byAddress = new Map<string, number>()
  let isStopping = false
  const shared: SocketParts = {
    ...parts,
    userSigs: rememberUserSigs(),
    post: openPost(),
    bounds: callBounds(parts.config),
    isStopping: () => isStopping,
    onClosed(socket) {
      sockets.delete(socket)
      countAt(socket.address, -1)
    },
  }
  const caring = setInterval(() => {
    const nowMs = performance.now()
    for (const socket of sockets) socket.care(nowMs)
  }, careEveryMs)
  caring.unref()

  function countAt(address: string, change: 1 | -1): void {
    const count = (byAddress.get(address) ?? 0) + change
    if (count === 0) byAddress.delete(address)
    else byAddress.set(address, count)
  }

  function refusalOf(address: string): string | null {
    if (isStopping || sockets.size >= liveConnectionsMax) return '503 Service Unavailable'
    return (byAddress.get(address) ?? 0) >= liveConnectionsPerAddressMax ? '429 Too Many Requests' : null
  }

  return {
    /** False: the request is not for this door. */
    upgrade(incoming: IncomingMessage, raw: Duplex, head: Buffer): boolean {
      if (!/^\/ws(?:\?|$)/.test(incoming.url ?? '')) return false
      const forwardedFor = incoming.headers['x-forwarded-for']
      const address = readAddress(incoming.socket.remoteAddress ?? '', forwardedFor === undefined ? null : String(forwardedFor))
      const refusal = refusalOf(address)
      if (refusal) {
        raw.on('error', () => raw.destroy())
        raw.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
        return true
      }
      server.handleUpgrade(incoming, raw, head, (websocket) => {
        countAt(address, 1)
        sockets.add(new Socket(websocket, raw, address, shared))
      })
      return true
    },

    count: (): number => sockets.size,

    /** Calls under way are answered, then the clients are sent elsewhere; who does not go is cut off. */
    async close(withinMs = closeMs): Promise<void> {
      isStopping = true
      clearInterval(caring)
      const deadline = performance.now() + withinMs
      const until = async (isDone: () => boolean) => {
        while (!isDone() && performance.now() < deadline) await pause(10)
      }
      await until(() => ![...sockets].some(({ isBusy }) => isBusy))
      for (const socket of sockets) socket.end(restart)
      await until(() => sockets.size === 0)
      for (const socket of [...sockets]) socket.cutOff()
    },
  }
}
