import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'
import { type Config, isSecure } from '../../config.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import type { DatabaseWatch } from '../../platform/database-trouble.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import type { Caller, Request as Origin } from '../../road/context.ts'
import type { Road } from '../../road/run-command.ts'
import { addressReader } from './address.ts'
import { createApi } from './api.ts'
import { createBillFiles } from './bill-files.ts'
import { consoleFiles } from './console-files.ts'
import { createDocs } from './docs.ts'
import type { Env } from './env.ts'
import type { Explain } from './explain.ts'
import { createFiles, type FileToRead } from './files.ts'
import { createHealth } from './health.ts'
import { newRequestId } from './origin.ts'
import { securityHeaders } from './security.ts'

interface Parts {
  config: Config
  clock: Clock
  sql: Sql
  road: Road
  sessionCookie: string
  identify: (headers: Headers) => Promise<Caller>
  fileToRead: FileToRead
  metrics: Metrics
  database: DatabaseWatch
  explain: Explain
  log: Log
}

const consoleFolder = fileURLToPath(new URL('../../../../console/dist', import.meta.url))

/** All doors on one port, but that of the public REST dialect. */
export function createHttp({ config, clock, sql, road, sessionCookie, identify, fileToRead, metrics, database, explain, log }: Parts) {
  const http = new Hono<Env>()
  const readAddress = addressReader(config.trustedProxies)

  http.use(async (context, next) => {
    const { headers } = context.req.raw
    const socketAddress = context.env?.incoming?.socket.remoteAddress ?? ''
    context.set('origin', { requestId: newRequestId(), address: readAddress(socketAddress, headers.get('x-forwarded-for')), headers })
    await next()
  })
  http.use(securityHeaders(isSecure(config)))
  http.route('/', createHealth({ sql, metrics, database, mayReadMetrics }))
  http.route('/', createBillFiles({ road, identify, explain }))
  http.route('/', createFiles({ fileToRead, clock }))
  http.route('/api', createApi({ config, sessionCookie, road, identify, explain }))
  http.route('/', createDocs())
  http.route('/', consoleFiles(consoleFolder))
  http.onError((error, context) => {
    log.error({ err: error, requestId: context.get('origin')?.requestId }, 'a door broke')
    return context.text('This did not work, and it is our fault.', 500)
  })
  return http

  async function mayReadMetrics({ address, headers }: Origin): Promise<boolean> {
    if (!headers.has('authorization')) return isLoopback(address) && !headers.has('x-forwarded-for')
    const caller = await identify(headers).catch(() => null)
    return caller?.kind === 'person' && caller.operator
  }
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
