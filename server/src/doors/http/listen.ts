import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Duplex } from 'node:stream'
import { createSecureContext } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import { type Config, localUrl } from '../../config.ts'
import { Problem } from '../../platform/problem.ts'

type Fetch = Parameters<typeof getRequestListener>[0]
/** False: the request is not for this door. */
type DirectDoor = (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
type UpgradeDoor = (incoming: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/** Bounds for clients that are slow or say nothing, so that they cannot hold on to connections. */
export const patience = {
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  /** Longer than proxies and HTTP clients keep a connection: they shall be the ones who close it, else a call meets a closing door. */
  keepAliveTimeout: 75_000,
  /** Without a byte in either direction. Moving a manual clock over years answers only at its end. */
  idleTimeout: 600_000,
}

/** After a restart all clients come at once; who finds no room in this line waits for seconds. The system may allow less (`somaxconn`). */
const unacceptedMax = 4_096

/** Answers with the address on which Plenum listens; closing finishes what is in flight. */
export async function listen(
  config: Config,
  fetch: Fetch,
  { idleTimeout, ...timeouts } = patience,
  direct: DirectDoor = () => false,
  upgrade: UpgradeDoor = () => false,
): Promise<{ url: string; close(withinMs?: number): Promise<{ cutOff: boolean }> }> {
  const tls = config.tls && readTls(config.tls)
  const others = getRequestListener(fetch)
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (!direct(incoming, outgoing)) void others(incoming, outgoing)
  }
  const server: Server = tls ? createTlsServer({ ...timeouts, ...tls }, answer) : createServer(timeouts, answer)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(readable(error, config)))
    server.listen({ port: config.port, host: config.host, backlog: unacceptedMax }, resolve)
  })
  server.setTimeout(idleTimeout)
  server.on('upgrade', (incoming, socket, head) => {
    if (!upgrade(incoming, socket, head)) socket.destroy()
  })
  let closing = false
  // A client that keeps its connection and calls without pause would never be done: from now on each answer is the last of its connection.
  server.prependListener('request', (_, response) => {
    if (closing) response.shouldKeepAlive = false
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  return {
    url: localUrl({ ...config, port }),
    /** Whoever has not ended a request by then, or has not read the answer, is cut off. */
    close: (withinMs) =>
      new Promise((resolve) => {
        closing = true
        let cutOff = false
        const giveUp = () => {
          cutOff = true
          server.closeAllConnections()
        }
        const limit = withinMs === undefined ? undefined : setTimeout(giveUp, withinMs)
        server.close(() => {
          clearTimeout(limit)
          resolve({ cutOff })
        })
        server.closeIdleConnections()
      }),
  }
}

function readTls({ certFile, keyFile }: NonNullable<Config['tls']>) {
  try {
    const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
    createSecureContext(tls)
    return tls
  } catch (error) {
    const { reason, message } = error as Error & { reason?: string }
    throw new Problem(`PLENUM_TLS_CERT and PLENUM_TLS_KEY must be a certificate and its key in PEM form (${reason ?? message}).`)
  }
}

function readable(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE') return new Problem(`Port ${port} is taken by another program. Set PLENUM_PORT to a free one.`)
  if (error.code === 'EACCES') return new Problem(`Plenum may not listen on port ${port}. Set PLENUM_PORT to one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL') return new Problem(`This machine has no address ${host}. Check PLENUM_HOST.`)
  if (error.syscall === 'getaddrinfo') return new Problem(`Nobody knows an address of ${host} (${error.code}). Check PLENUM_HOST.`)
  return new Problem(`Plenum cannot listen on ${host}, port ${port}: ${error.message}. Check PLENUM_HOST and PLENUM_PORT.`)
}
