import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { rememberUserSigs } from '../../road/usersig-memory.ts'
import { addressReader } from '../http/address.ts'
import { originOf } from '../http/origin.ts'
import type { LiveParts } from './live.ts'
import { openSocket } from './socket.ts'

const frameBytesMax = 64 * 1024

/** `/ws`: the users of apps. */
export function createLiveDoor(parts: LiveParts) {
  const readAddress = addressReader(parts.config.trustedProxies)
  const userSigs = rememberUserSigs()
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: frameBytesMax, clientTracking: true })

  return {
    /** False: the request is not for this door. */
    upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): boolean {
      if (!/^\/ws(?:\?|$)/.test(incoming.url ?? '')) return false
      server.handleUpgrade(incoming, socket, head, (websocket) =>
        openSocket(websocket, { ...parts, userSigs, request: originOf(incoming, readAddress) }),
      )
      return true
    },

    close(): void {
      for (const client of server.clients) client.close(1012, 'restart')
      server.close()
    },
  }
}
