import { createHash } from 'node:crypto'
import type { Platform } from '@plenum/contract'
import { signedHeaders } from '../../outbox/sign.ts'
import type { AppContext } from '../../road/context.ts'
import type { Settings } from './settings-store.ts'

/** Who acted, as it stands in the address. */
export interface Acting {
  ClientIP: string
  OptPlatform: string
}

/** How callbacks write on what somebody is connected. */
export const platformNames = {
  iPhone: 'iOS',
  Android: 'Android',
  Web: 'Web',
  PC: 'Windows',
  iPad: 'iPad',
  Mac: 'Mac',
  Linux: 'Linux',
} as const satisfies Record<Platform, string>

/** Linux is not among the words documented for addresses. */
export const optPlatform = (platform: Platform) => (platform === 'Linux' ? 'Unknown' : platformNames[platform])

/** A live connection says which platform it is; the app's server is none. */
export function actingIn({ caller, request }: AppContext): Acting {
  const { kind } = caller
  return { ClientIP: request.address, OptPlatform: kind === 'user' ? optPlatform(caller.platform) : kind === 'app' ? 'RESTAPI' : 'Unknown' }
}

interface Call {
  sdkAppId: number
  settings: Settings
  command: string
  acting: Acting
  /** The same for every attempt. */
  id: string
  body: string
  /** Technical time. */
  at: Date
}

/** Address and headers of a call. Sign has room for one token: after a rotation it stays the one before for a while. */
export function addressOf({ sdkAppId, settings, command, acting, id, body, at }: Call): { url: string; headers: Record<string, string> } {
  const query = new URLSearchParams({ SdkAppid: String(sdkAppId), CallbackCommand: command, contenttype: 'json', ...acting })
  const { url, token, secret, previousToken, previousSecret, previousUntil } = settings
  let headers = {}
  if (token && secret) {
    const overlaps = previousUntil !== null && previousUntil > at
    const time = String(Math.floor(at.getTime() / 1000))
    query.set('RequestTime', time)
    query.set(
      'Sign',
      createHash('sha256')
        .update(`${overlaps ? previousToken : token}${time}`)
        .digest('hex'),
    )
    headers = signedHeaders({ id, at, body, secrets: overlaps ? [secret, previousSecret!] : [secret] })
  }
  return { url: `${url}${url.includes('?') ? '&' : '?'}${query}`, headers }
}

export function certificateOf({ certificate, certificateKey }: Settings) {
  return certificate && certificateKey ? { cert: certificate, key: certificateKey } : undefined
}
