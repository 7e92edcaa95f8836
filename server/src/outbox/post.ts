import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { lookupPublic, refusePrivate } from './addresses.ts'

export interface Post {
  url: string
  headers: Record<string, string>
  body: string
  /** For everything: resolving, connecting, the whole answer. */
  timeoutMs: number
  /** A longer answer is cut there. */
  answerBytesMax: number
  /** What this side shows of itself. */
  certificate?: { cert: string; key: string } | undefined
  signal?: AbortSignal
}

/** Without a status there was no answer: `error` says why. */
export interface Answer {
  status: number | null
  text: string
  /** There was more than `answerBytesMax`. */
  cut: boolean
  error: string | null
  tookMs: number
}

const idleMs = 30_000

/** POSTs to addresses that others have chosen: no redirects, nothing of this machine or its networks unless `allowPrivate`. */
export function createPoster({ allowPrivate }: { allowPrivate: boolean }) {
  const settings = { keepAlive: true, timeout: idleMs, maxFreeSockets: 4, ...(!allowPrivate && { lookup: lookupPublic as never }) }
  const http = new HttpAgent(settings)
  const https = new HttpsAgent(settings)

  return {
    async post({ url, headers, body, timeoutMs, answerBytesMax, certificate, signal }: Post): Promise<Answer> {
      const startedAt = performance.now()
      const timedOut = AbortSignal.timeout(timeoutMs)
      try {
        const target = new URL(url)
        if (!allowPrivate) refusePrivate(target.hostname)
        const read = await exchange(
          target,
          {
            method: 'POST',
            agent: target.protocol === 'https:' ? https : http,
            headers: {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(body)),
              'user-agent': 'Plenum',
              ...headers,
            },
            signal: signal ? AbortSignal.any([timedOut, signal]) : timedOut,
            ...certificate,
          },
          body,
          answerBytesMax,
        )
        return { ...read, error: null, tookMs: Math.round(performance.now() - startedAt) }
      } catch (error) {
        const reason = timedOut.aborted ? `no answer within ${timeoutMs / 1000} seconds` : wordsOf(error)
        return { status: null, text: '', cut: false, error: reason, tookMs: Math.round(performance.now() - startedAt) }
      }
    },

    close() {
      http.destroy()
      https.destroy()
    },
  }
}

export type Poster = ReturnType<typeof createPoster>

function exchange(target: URL, options: Parameters<typeof httpsRequest>[1], body: string, bytesMax: number) {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; text: string; cut: boolean }>()
  const request = (target.protocol === 'https:' ? httpsRequest : httpRequest)(target, options as never, (response) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const done = (cut: boolean) =>
      resolve({ status: response.statusCode!, text: Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8'), cut })
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes <= bytesMax) return
      done(true)
      response.destroy()
    })
    response.on('end', () => done(false))
    response.on('error', reject)
  })
  // Somebody who wants to speak another protocol: Node would drop the connection and tell nobody.
  request.on('upgrade', (response, socket) => {
    socket.destroy()
    resolve({ status: response.statusCode!, text: '', cut: false })
  })
  request.on('error', reject)
  request.on('close', () => reject(new Error('the connection was broken off')))
  request.end(body)
  return promise
}

function wordsOf(error: unknown): string {
  const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string }[] }
  const known = code ?? errors?.[0]?.code
  return (
    { ECONNREFUSED: 'the connection was refused', ECONNRESET: 'the connection was broken off', ENOTFOUND: 'the name is not known' }[
      known ?? ''
    ] ??
    message ??
    String(error)
  )
}
