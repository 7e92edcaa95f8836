import { type Config, isSecure } from '../../config.ts'

export const sessionDays = 30

/** `__Host-` keeps other hosts of the same domain from planting a session. */
export function sessionCookieName(config: Config): string {
  return isSecure(config) ? '__Host-plenum_session' : 'plenum_session'
}

export function readSessionCookie(config: Config, headers: Headers): string | null {
  return readCookie(sessionCookieName(config), headers)
}

export function readCookie(name: string, headers: Headers): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return value
  }
  return null
}

export function setSessionCookie(config: Config, answerHeaders: Headers, token: string): void {
  answerHeaders.append('set-cookie', cookie(config, token, sessionDays * 24 * 60 * 60))
}

export function clearSessionCookie(config: Config, answerHeaders: Headers): void {
  answerHeaders.append('set-cookie', cookie(config, '', 0))
}

function cookie(config: Config, value: string, seconds: number): string {
  return `${sessionCookieName(config)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure(config) ? '; Secure' : ''}`
}
