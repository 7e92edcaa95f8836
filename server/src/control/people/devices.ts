import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import type { Context } from '../../road/context.ts'
import { type AttemptKeys, guessKeys } from './attempts.ts'
import { readDeviceCookie, setDeviceCookie } from './cookie.ts'
import { addDevice, findDevice, noteDevice } from './devices-store.ts'
import { hashOf, newToken } from './tokens.ts'

/** What tries at this person's password count for. In a device where the person has signed in, strangers elsewhere do not matter. */
export async function keysOfTry({ sql, installation, request }: Context, email: string): Promise<AttemptKeys> {
  const brought = readDeviceCookie(installation.config, request.headers).map(hashOf)
  const known = brought.length > 0 && (await findDevice(sql, email, brought, technicalNow()))
  return known ? { device: known.toString('hex') } : guessKeys(email, request.address)
}

/** A token that came along but is not this person's was planted, or is somebody else's in this browser: this person gets a new one. */
export async function rememberDevice({ installation: { config }, request, answerHeaders }: Context, sql: Sql, personId: string) {
  const brought = readDeviceCookie(config, request.headers)
  const known = await noteDevice(sql, personId, brought.map(hashOf), technicalNow())
  if (known) return setDeviceCookie(config, answerHeaders, brought)
  const token = newToken()
  await addDevice(sql, personId, hashOf(token), technicalNow())
  setDeviceCookie(config, answerHeaders, [token, ...brought])
}

export function devicesBrought({ installation, request }: Context): Buffer[] {
  return readDeviceCookie(installation.config, request.headers).map(hashOf)
}
