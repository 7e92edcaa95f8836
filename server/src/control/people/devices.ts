import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import type { Context } from '../../road/context.ts'
import { type AttemptKeys, guessKeys } from './attempts.ts'
import { readDeviceCookie, setDeviceCookie } from './cookie.ts'
import { addDevice, findDevice, hasDevices, noteDevice } from './devices-store.ts'
import { findPerson } from './persons-store.ts'
import { hashOf, newToken } from './tokens.ts'

/** What tries at this person's password count for. In a device where the person has signed in, strangers elsewhere do not matter. */
export async function keysOfTry({ sql, installation, request }: Context, email: string): Promise<AttemptKeys> {
  const brought = readDeviceCookie(installation.config, request.headers).map(hashOf)
  const known = brought.length > 0 && (await findDevice(sql, email, brought, technicalNow()))
  return known ? { device: known.toString('hex') } : guessKeys(email, request.address)
}

/**
 * A token that came along but is not this person's was planted, or is somebody else's in this browser: this person gets a new one, and is
 * told of the new device, but for the first.
 */
export async function rememberDevice(context: Context, sql: Sql, personId: string) {
  const { installation, request, answerHeaders } = context
  const { config } = installation
  const brought = readDeviceCookie(config, request.headers)
  const known = await noteDevice(sql, personId, brought.map(hashOf), technicalNow())
  if (known) return setDeviceCookie(config, answerHeaders, brought)
  const token = newToken()
  if (await hasDevices(sql, personId)) await tellOfDevice(context, sql, personId, hashOf(token))
  await addDevice(sql, personId, hashOf(token), technicalNow())
  setDeviceCookie(config, answerHeaders, [token, ...brought])
}

async function tellOfDevice({ request, now }: Context, sql: Sql, personId: string, hash: Buffer) {
  const person = await findPerson(sql, personId)
  if (!person) return
  await tell(sql, {
    accountId: person.accountId,
    appId: null,
    at: now,
    kind: 'session.newDevice',
    cause: `device ${personId} ${hash.toString('hex')}`,
    title: 'Sign-in from a new device',
    text: `Someone signed in as ${person.email} from the address ${request.address}, in a browser not seen before. If it was not you, change your password: other browsers are then signed out.`,
    personId,
    byMail: false,
  })
}

export function devicesBrought({ installation, request }: Context): Buffer[] {
  return readDeviceCookie(installation.config, request.headers).map(hashOf)
}
