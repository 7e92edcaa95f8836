import { isSecure } from '../../config.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import type { Context } from '../../road/context.ts'
import { readCookie } from './cookie.ts'
import { findPerson } from './persons-store.ts'
import { hashOf, newToken } from './tokens.ts'

const rememberedMax = 20
const yearSeconds = 365 * 24 * 60 * 60

/** A browser in which this person has not signed in before is told to them, but for the first. */
export async function noteDevice(context: Context, sql: Sql, personId: string) {
  const { installation, request, answerHeaders, now } = context
  const secure = isSecure(installation.config)
  const name = secure ? '__Host-plenum_device' : 'plenum_device'
  const token = readCookie(name, request.headers) ?? newToken()
  answerHeaders.append('set-cookie', `${name}=${token}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`)

  const hash = hashOf(token)
  const devices = await sql<{ isThis: boolean }[]>`select token_hash = ${hash} as is_this from people.devices where person_id = ${personId}`
  await sql`
    insert into people.devices (person_id, token_hash, seen_at) values (${personId}, ${hash}, ${technicalNow()})
    on conflict (person_id, token_hash) do update set seen_at = excluded.seen_at`
  await sql`
    delete from people.devices where person_id = ${personId} and token_hash in (
      select token_hash from people.devices where person_id = ${personId} order by seen_at desc offset ${rememberedMax})`
  if (devices.length === 0 || devices.some(({ isThis }) => isThis)) return
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
