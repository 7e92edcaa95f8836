import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'

export interface Signed {
  sdkAppId: number
  key: string
  userId: string
  /** Unix seconds. */
  time: number
  expire?: number
}

/** Made as the app's own server makes it (usersig.md 2). */
export function makeUserSig({ sdkAppId, key, userId, time, expire = 86_400 }: Signed): string {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': userId,
    'TLS.sdkappid': sdkAppId,
    'TLS.time': time,
    'TLS.expire': expire,
    'TLS.sig': createHmac('sha256', key).update(text).digest('base64'),
  }
  return deflateSync(JSON.stringify(document)).toString('base64').replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
