import type { Readable } from 'node:stream'
import { Refusal } from '@plenum/contract'
import type { AppInMemory } from '../../road/context.ts'
import type { rememberUserSigs } from '../../road/usersig-memory.ts'
import type { Endpoint } from './dialect/endpoint.ts'

export interface V4Request {
  method: string
  /** Path and query. */
  address: string
  body: Readable
  /** How the body is packed. */
  contentEncoding: string | undefined
}

/** The checks before the command runs, in the documented order (rest-api.md 1). */
export function askedPath({ method, address }: V4Request): string {
  if (method !== 'POST') throw new Refusal('bad_url')
  const path = /^\/v4\/([^/?]+\/[^/?]+)(?:\?|$)/.exec(address)?.[1]
  if (path === undefined) throw new Refusal('unknown_command')
  if (!path.includes('%')) return path
  try {
    return decodeURIComponent(path)
  } catch {
    throw new Refusal('bad_url')
  }
}

export function askedQuery({ address }: V4Request): URLSearchParams {
  const at = address.indexOf('?')
  return new URLSearchParams(at === -1 ? '' : address.slice(at + 1))
}

export function askedApp(query: URLSearchParams): number {
  const text = query.get('sdkappid')
  if (!text) throw new Refusal('app_id_missing')
  if (!/^\d{1,10}$/.test(text)) throw new Refusal('app_unknown')
  return Number(text)
}

/** Returns the administrator who calls. */
export function admitCaller(app: AppInMemory, query: URLSearchParams, userSigs: ReturnType<typeof rememberUserSigs>, now: Date): string {
  const userId = query.get('identifier')
  if (!userId) throw new Refusal('identifier_wrong')
  userSigs.verify(query.get('usersig') ?? '', { sdkAppId: app.sdkAppId, userId, keys: app.keys, now })
  if (!app.admins.has(userId)) throw new Refusal('administrator_needed')
  return userId
}

export function allowedRate({ rates, settings }: AppInMemory, { path, callsPerSecond, rateSetting }: Endpoint): number {
  return rates[path] ?? rates.default ?? (rateSetting ? settings[rateSetting] : callsPerSecond)
}
