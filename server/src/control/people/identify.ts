import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '@plenum/contract'
import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import type { Anyone, Installation, PersonCaller } from '../../road/context.ts'
import { operatorKeyId, useApiKey } from './api-keys-store.ts'
import { readSessionCookie } from './cookie.ts'
import { findOperator, personCaller } from './persons-store.ts'
import { useSession } from './sessions-store.ts'
import { hashOf } from './tokens.ts'

/** Who calls: asked afresh for every call, so that a sign-out, a removal or a revocation holds at once. */
export async function identify(sql: Sql, installation: Installation, headers: Headers): Promise<PersonCaller | Anyone> {
  const authorization = headers.get('authorization')
  if (authorization !== null) return identifyKey(sql, installation, authorization)

  const token = readSessionCookie(installation.config, headers)
  const person = token && (await useSession(sql, hashOf(token), technicalNow()))
  return person ? personCaller(person) : { kind: 'anyone' }
}

async function identifyKey(sql: Sql, { config }: Installation, authorization: string): Promise<PersonCaller> {
  const secret = /^Bearer +(\S+) *$/i.exec(authorization)?.[1]
  if (!secret) throw new Refusal('not_signed_in')
  const hash = hashOf(secret)
  if (config.operatorKey && timingSafeEqual(hash, hashOf(config.operatorKey))) {
    const operator = await findOperator(sql)
    if (operator) return { ...personCaller(operator), via: 'apiKey', personId: operatorKeyId }
  }
  const key = await useApiKey(sql, hash, technicalNow())
  if (!key) throw new Refusal('not_signed_in')
  return key
}
