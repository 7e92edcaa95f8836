import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { expect } from 'vitest'

export interface Received {
  path: string
  query: Record<string, string>
  headers: IncomingHttpHeaders
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: what stands in it is what the test is about
  body: any
}

/** What it answers: a status and a body, or nothing at all. */
export type Reply = { status?: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'break off'

/** The far side of webhooks and callbacks: keeps what comes in its order and answers as it is told. */
export async function startReceiver(reply: (received: Received, count: number) => Reply | Promise<Reply> = () => ({}), port = 0) {
  const received: Received[] = []
  const hanging = new Set<ServerResponse>()
  let present = reply
  let connections = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url!, 'http://receiver')
    const text = Buffer.concat(chunks).toString('utf8')
    const one = { path: url.pathname, query: Object.fromEntries(url.searchParams), headers: request.headers, text, body: JSON.parse(text) }
    received.push(one)
    const answer = await present(one, received.length)
    if (answer === 'hang') return void hanging.add(response)
    if (answer === 'break off') return void request.socket.destroy()
    const { status = 200, body = '', headers = {} } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  server.on('connection', () => connections++)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')

  return {
    port: (server.address() as AddressInfo).port,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/plenum`,
    received,
    connections: () => connections,
    replies(next: typeof reply) {
      present = next
    },
    /** Waits until so many have come. */
    async have(count: number): Promise<Received[]> {
      await expect.poll(() => received.length, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(count)
      return received
    },
    async close() {
      for (const response of hanging) response.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** As a receiver does it, with the published library. Throws when the signature is not that of the secret. */
export function verified({ text, headers }: Received, secret: string): unknown {
  return new Webhook(secret).verify(text, headers as Record<string, string>)
}
