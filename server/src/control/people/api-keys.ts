import { type Output, Refusal } from '@plenum/contract'
import { randomId } from '../../platform/ids.ts'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { covers, mayGive, mayManage, type Rights } from '../../road/rights.ts'
import {
  type ApiKeyRow,
  addApiKey,
  countApiKeys,
  findApiKey,
  listApiKeys,
  listApiKeysOfPerson,
  operatorKeyId,
  revokeApiKey,
} from './api-keys-store.ts'
import { lockPeople, recordPeople, requireAppsOf, rightsChanges } from './members.ts'
import { columnsOf, type Person, rightsOf } from './persons-store.ts'
import { hashOf, newApiKey } from './tokens.ts'

const apiKeysMax = 50

export const apiKeyHandlers = {
  async 'apiKey.list'(_, context) {
    const keys = await listApiKeys(context.sql, personOf(context).accountId)
    return { apiKeys: keys.map(describeApiKey) }
  },

  async 'apiKey.create'({ name, role, scope, grants }, context) {
    const { sql, now } = context
    const { accountId } = personOf(context)
    const caller = await lockPeople(context, accountId)
    const wanted = { role, scope, grants }
    if (!mayGive(caller, wanted)) throw new Refusal('not_allowed')
    await requireAppsOf(sql, accountId, wanted)
    if ((await countApiKeys(sql, accountId)) >= apiKeysMax) throw new Refusal('api_key_limit', { allowed: apiKeysMax })

    const { secret, prefix } = newApiKey()
    const key: ApiKeyRow = {
      id: randomId('key'),
      accountId,
      name,
      prefix,
      ...columnsOf(wanted),
      personId: await whoAnswersFor(context),
      createdBy: caller.name,
      createdAt: now,
      lastUsedAt: null,
      revokedAt: null,
    }
    await addApiKey(sql, key, hashOf(secret))
    await recordPeople(context, { accountId, action: 'apiKey.created', note: name, changes: rightsChanges(null, wanted) })
    return { apiKey: describeApiKey(key), secret }
  },

  async 'apiKey.revoke'({ apiKeyId }, context) {
    const { sql, now } = context
    const { accountId, operator } = personOf(context)
    const key = await findApiKey(sql, apiKeyId)
    if (!key || !(operator || key.accountId === accountId)) throw new Refusal('not_found')
    const caller = await lockPeople(context, key.accountId)
    if (!mayManage(caller, rightsOf(key))) throw new Refusal('not_allowed')
    if (await revokeApiKey(sql, key.id, now)) {
      await recordPeople(context, {
        accountId: key.accountId,
        action: 'apiKey.revoked',
        note: key.name,
        changes: rightsChanges(rightsOf(key), null),
      })
    }
    return {}
  },
} satisfies Partial<Handlers>

/** A key never reaches further than the person who answers for it; `null`: the person leaves. */
export async function revokeBeyond(context: Context, { id, accountId }: Person, rights: Rights | null, at: Date) {
  for (const key of await listApiKeysOfPerson(context.sql, id)) {
    if (rights && covers(rights, rightsOf(key))) continue
    await revokeApiKey(context.sql, key.id, at)
    await recordPeople(context, { accountId, action: 'apiKey.revoked', note: key.name, changes: rightsChanges(rightsOf(key), null) })
  }
}

/** The person who calls, or stands behind the key that calls: a key made by a key has the same one. */
export async function whoAnswersFor(context: Context): Promise<string | null> {
  const { via, personId } = personOf(context)
  if (via === 'session') return personId
  if (personId === operatorKeyId) return null
  return (await findApiKey(context.sql, personId))?.personId ?? null
}

function describeApiKey(key: ApiKeyRow): Output<'apiKey.create'>['apiKey'] {
  return {
    apiKeyId: key.id,
    name: key.name,
    prefix: key.prefix,
    ...rightsOf(key),
    createdBy: key.createdBy,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }
}
