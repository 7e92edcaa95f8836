import { readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { serve } from '@hono/node-server'
import type { Config } from '../config.ts'
import { Problem } from '../platform/problem.ts'

type Fetch = Parameters<typeof serve>[0]['fetch']

/** Answers with the address on which Plenum listens; closing finishes what is in flight. */
export async function listen(config: Config, fetch: Fetch): Promise<{ url: string; close(): Promise<void> }> {
  const tls = config.tls && {
    createServer: createTlsServer,
    serverOptions: { cert: readFileSync(config.tls.certFile), key: readFileSync(config.tls.keyFile) },
  }
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch, hostname: config.host, port: config.port, ...tls }, () => resolve(starting)) as Server
    starting.once('error', (error: NodeJS.ErrnoException) => reject(readable(error, config)))
  })
  let closing = false
  // A client that keeps its connection and calls without pause would never be done: from now on each answer is the last of its connection.
  server.prependListener('request', (_, response) => {
    if (closing) response.shouldKeepAlive = false
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return {
    url: `${tls ? 'https' : 'http'}://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        closing = true
        server.close(() => resolve())
        server.closeIdleConnections()
      }),
  }
}

function readable(error: NodeJS.ErrnoException, { host, port }: Config): Error {
  if (error.code === 'EADDRINUSE') return new Problem(`Port ${port} is taken by another program. Set PLENUM_PORT to a free one.`)
  if (error.code === 'EACCES') return new Problem(`Plenum may not listen on port ${port}. Set PLENUM_PORT to one above 1023.`)
  if (error.code === 'EADDRNOTAVAIL') return new Problem(`This machine has no address ${host}. Check PLENUM_HOST.`)
  return error
}
