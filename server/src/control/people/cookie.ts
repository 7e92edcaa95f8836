import { type Config, isSecure } from '../../config.ts'

export const sessionDays = 30
/** As long as browsers keep a cookie. */
export const deviceDays = 400
/** Persons who sign in with one browser and are not forgotten there. */
const devicesPerBrowser = 5

/** `__Host-` keeps other hosts of the same domain from planting a session. */
export function sessionCookieName(config: Config): string {
  return nameOf(config, 'plenum_session')
}

export function readSessionCookie(config: Config, headers: Headers): string | null {
  return readCookie(sessionCookieName(config), headers)
}

export function setSessionCookie(config: Config, answerHeaders: Headers, token: string): void {
  setCookie(config, answerHeaders, { name: 'plenum_session', value: token, days: sessionDays })
}

export function clearSessionCookie(config: Config, answerHeaders: Headers): void {
  setCookie(config, answerHeaders, { name: 'plenum_session', value: '', days: 0 })
}

/** One token for each person who signed in with this browser, the latest first. */
export function readDeviceCookie(config: Config, headers: Headers): string[] {
  const value = readCookie(nameOf(config, 'plenum_device'), headers)
  return value ? value.split('.').filter(isToken).slice(0, devicesPerBrowser) : []
}

export function setDeviceCookie(config: Config, answerHeaders: Headers, tokens: string[]): void {
  const value = tokens.slice(0, devicesPerBrowser).join('.')
  setCookie(config, answerHeaders, { name: 'plenum_device', value, days: deviceDays })
}

const isToken = (text: string) => /^[\w-]{43}$/.test(text)

function nameOf(config: Config, name: string): string {
  return isSecure(config) ? `__Host-${name}` : name
}

function readCookie(name: string, headers: Headers): string | null {
  for (const part of (headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=')
    if (key === name && value) return value
  }
  return null
}

function setCookie(config: Config, answerHeaders: Headers, { name, value, days }: { name: string; value: string; days: number }) {
  const secure = isSecure(config) ? '; Secure' : ''
  const text = `${nameOf(config, name)}=${value}; Path=/; Max-Age=${days * 24 * 60 * 60}; HttpOnly; SameSite=Lax${secure}`
  answerHeaders.append('set-cookie', text)
}
