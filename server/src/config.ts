import { accessSync, constants, statSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { ClockSetting } from './platform/clock.ts'
import { Problem } from './platform/problem.ts'

const oneLine = 'must be a folder without a line break in its name'
const notAPort = 'must be a port between 0 and 65535'
const text = (otherwise: string) => z.string().default(otherwise)
const optional = <Shape extends z.ZodType>(shape: Shape) => shape.optional().transform((value) => value ?? null)

const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://chat.example.com' })
  .refine(isWholeHost, { error: 'must be an address without a path, such as https://chat.example.com' })
  .transform((value) => new URL(value).origin)
const databaseAddress = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be an address such as postgres://user:password@host:5432/plenum',
})
const mailAddress = z.url({ protocol: /^smtps?$/, error: 'must be an address such as smtp://user:password@host:587' })
const seconds = (otherwise: string, least: 0 | 1 = 0) => {
  const error = `must be a number of seconds from ${least} to 3600`
  return text(otherwise).transform(Number).pipe(z.int({ error }).min(least, error).max(3600, error))
}
const addressLine = z.string().trim().max(100, 'must have lines of at most 100 characters')
const whole = (otherwise: string, most: number) => {
  const error = `must be a whole number from 1 to ${most}`
  return text(otherwise).transform(Number).pipe(z.int({ error }).min(1, error).max(most, error))
}
const path = z.string().transform((value) => resolve(value))
const readableFile = path.refine(isReadable(false), { error: 'must be a file that Plenum may read' })
const folder = path.refine(isReadable(true), { error: 'must be a folder that Plenum may read' })

/** All settings of Plenum. This is the only place that knows the environment; README.md explains each in words. */
const settings = z
  .object({
    PLENUM_HOST: text('127.0.0.1').transform(withoutBrackets),
    PLENUM_PORT: text('8080')
      .transform(Number)
      .pipe(z.int({ error: notAPort }).min(0, notAPort).max(65535, notAPort)),
    PLENUM_URL: optional(webAddress),
    PLENUM_TLS_CERT: optional(readableFile),
    PLENUM_TLS_KEY: optional(readableFile),
    PLENUM_TRUSTED_PROXIES: text('')
      .transform(splitList)
      .refine((list) => list.every(isAddressRange), {
        error: 'must be addresses or ranges with commas between them, such as 10.0.0.1, 192.168.0.0/16',
      }),
    PLENUM_DATA: text('./data').pipe(path.refine((folder) => !/[\r\n]/.test(folder), { error: oneLine })),
    DATABASE_URL: optional(databaseAddress),
    PLENUM_DATABASE_CONNECT_SECONDS: seconds('5', 1),
    PLENUM_DATABASE_STATEMENT_SECONDS: seconds('30', 1),
    PLENUM_DATABASE_PATIENCE: seconds('60'),
    PLENUM_STOP_PATIENCE: seconds('5'),
    PLENUM_LIVE_CONNECTIONS: whole('100000', 10_000_000),
    PLENUM_LIVE_CONNECTIONS_PER_ADDRESS: whole('20000', 10_000_000),
    PLENUM_LIVE_CALLS_PER_SECOND: whole('100', 1_000_000),
    PLENUM_TIME_ZONE: text('Asia/Shanghai').refine(isTimeZone, {
      error: 'must be the name of a time zone, such as Asia/Shanghai or Europe/Berlin',
    }),
    PLENUM_PRICE_BOOKS: optional(folder),
    PLENUM_CHARGES: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
    PLENUM_ISSUER_NAME: text('').pipe(addressLine),
    PLENUM_ISSUER_ADDRESS: text('')
      .transform((value) =>
        value
          .split(/\\n|\r?\n/)
          .map((line) => line.trim())
          .filter(Boolean),
      )
      .pipe(z.array(addressLine).max(6, 'must have at most 6 lines')),
    PLENUM_ISSUER_COUNTRY: text('').pipe(addressLine),
    PLENUM_ISSUER_TAX_NUMBER: text('').pipe(addressLine),
    PLENUM_CLOCK: text('system').transform(readClock),
    PLENUM_SIGN_UP: z.enum(['open', 'closed'], { error: 'must be open or closed' }).default('open'),
    PLENUM_OPERATOR_EMAIL: z.email({ error: 'must be an e-mail address' }).default('operator@plenum.local'),
    PLENUM_OPERATOR_PASSWORD: optional(z.string().min(8, 'must have at least 8 characters').max(128, 'must have at most 128 characters')),
    PLENUM_OPERATOR_KEY: optional(z.string().min(8, 'must have at least 8 characters')),
    PLENUM_SMTP_URL: optional(mailAddress),
    PLENUM_WEBHOOK_PRIVATE: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  })
  .refine((env) => env.PLENUM_ISSUER_NAME !== '' || (env.PLENUM_ISSUER_ADDRESS.length === 0 && env.PLENUM_ISSUER_TAX_NUMBER === ''), {
    path: ['PLENUM_ISSUER_NAME'],
    error: 'must be set where the address or tax number of the issuer is',
  })
  .refine((env) => !env.PLENUM_TLS_CERT === !env.PLENUM_TLS_KEY, {
    path: ['PLENUM_TLS_CERT'],
    error: 'and PLENUM_TLS_KEY must be set together',
  })

export type Config = ReturnType<typeof readConfig>

/** An empty variable counts as one that is not set, as compose files write it. */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
  const result = settings.safeParse(given)
  if (!result.success) throw new Problem(result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join('\n'))
  const read = result.data
  return {
    host: read.PLENUM_HOST,
    /** 0 takes any free port. */
    port: read.PLENUM_PORT,
    /** The address people see, without a slash at the end; null means the address on which Plenum listens. */
    publicUrl: read.PLENUM_URL,
    tls: read.PLENUM_TLS_CERT && read.PLENUM_TLS_KEY ? { certFile: read.PLENUM_TLS_CERT, keyFile: read.PLENUM_TLS_KEY } : null,
    trustedProxies: read.PLENUM_TRUSTED_PROXIES,
    dataFolder: read.PLENUM_DATA,
    /** null means the PostgreSQL inside Plenum. */
    databaseUrl: read.DATABASE_URL,
    /** How long a call waits for a connection to the database, and how long a statement may take. */
    databaseConnectMs: read.PLENUM_DATABASE_CONNECT_SECONDS * 1000,
    databaseStatementMs: read.PLENUM_DATABASE_STATEMENT_SECONDS * 1000,
    /** How long a start waits for an external database that does not answer yet. */
    databasePatienceSeconds: read.PLENUM_DATABASE_PATIENCE,
    /** How long requests under way may hold up a stop. */
    stopPatienceSeconds: read.PLENUM_STOP_PATIENCE,
    /** Of users, through `/ws`: at once, at once from one address, and calls a second on one connection. */
    liveConnectionsMax: read.PLENUM_LIVE_CONNECTIONS,
    liveConnectionsPerAddressMax: read.PLENUM_LIVE_CONNECTIONS_PER_ADDRESS,
    liveCallsPerSecondMax: read.PLENUM_LIVE_CALLS_PER_SECOND,
    timeZone: read.PLENUM_TIME_ZONE,
    priceBooksFolder: read.PLENUM_PRICE_BOOKS,
    charges: read.PLENUM_CHARGES === 'on',
    /** Who issues bills, as they are to stand on them; null: bills name nobody. */
    issuer:
      read.PLENUM_ISSUER_NAME === ''
        ? null
        : {
            name: read.PLENUM_ISSUER_NAME,
            lines: read.PLENUM_ISSUER_ADDRESS,
            country: read.PLENUM_ISSUER_COUNTRY,
            taxNumber: read.PLENUM_ISSUER_TAX_NUMBER,
          },
    clock: read.PLENUM_CLOCK,
    signUp: read.PLENUM_SIGN_UP,
    operatorEmail: read.PLENUM_OPERATOR_EMAIL,
    operatorPassword: read.PLENUM_OPERATOR_PASSWORD,
    operatorKey: read.PLENUM_OPERATOR_KEY,
    smtpUrl: read.PLENUM_SMTP_URL,
    /** Webhooks and callbacks may go to this machine and to private networks. */
    privateWebhooks: read.PLENUM_WEBHOOK_PRIVATE === 'on',
  }
}

/** The address on which Plenum listens, as one would type it on this machine. */
export function localUrl({ tls, host, port }: Pick<Config, 'tls' | 'host' | 'port'>): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host)
  return `${tls ? 'https' : 'http'}://${name}:${port}`
}

/** Do people come over TLS, Plenum's own or that of a proxy? */
export function isSecure({ tls, publicUrl }: Config): boolean {
  return tls !== null || publicUrl?.startsWith('https:') === true
}

/** Names that look like settings and are none: mistyped, most likely. */
export function unknownSettings(env: Record<string, string | undefined>) {
  return Object.keys(env).filter((name) => name.startsWith('PLENUM_') && !(name in settings.shape))
}

/** An IPv6 address as it stands in a web address. */
function withoutBrackets(host: string) {
  const inside = /^\[(.*)\]$/.exec(host)?.[1]
  return inside && isIP(inside) === 6 ? inside : host
}

function splitList(value: string) {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** Pages, cookies and the check of origins are those of a host, not of a folder on it. */
function isWholeHost(value: string) {
  const url = URL.parse(value)
  return url?.href.replace(/\/+$/, '') === url?.origin
}

function isAddressRange(value: string) {
  const [address = '', bits, ...rest] = value.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128))
}

function isTimeZone(name: string) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isReadable(wantFolder: boolean) {
  return (path: string) => {
    try {
      accessSync(path, constants.R_OK)
      return statSync(path).isDirectory() === wantFolder
    } catch {
      return false
    }
  }
}

function readClock(value: string, context: z.RefinementCtx): ClockSetting {
  if (value === 'system') return { kind: 'system' }
  if (value === 'manual') return { kind: 'manual', startsAt: null }
  const moment = value.startsWith('manual:') ? value.slice('manual:'.length) : ''
  const year = Number(moment.slice(0, 4))
  if (z.iso.datetime({ offset: true }).safeParse(moment).success && year > 2000 && year < 3000) return { kind: 'manual', startsAt: moment }
  context.addIssue({
    code: 'custom',
    message: 'must be system, manual or manual:<moment>, such as manual:2022-11-10T08:00:00Z, from 2001 to 2999',
  })
  return z.NEVER
}
