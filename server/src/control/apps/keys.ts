import { Refusal } from '@plenum/contract'
import { newSecretKey } from '../../platform/ids.ts'
import { actorOf, recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { type AppKey, addKey, listKeys, markShown, removeKey } from './keys-store.ts'

/** The present one, and the next during rotation. */
export const keysAllowed = 2

/** Secret keys with which an app's server makes UserSigs. */
export const keyHandlers = {
  async 'key.reveal'({ sdkAppId }, context) {
    const { sql, now, caller } = context
    const keys = await listKeys(sql, sdkAppId)
    const shown = { at: now, by: actorOf(caller).name }
    await markShown(sql, sdkAppId, shown)
    await recordOfApp(context, { category: 'people', action: 'key.revealed' })
    return {
      keys: keys.map((key) => ({ ...toKey({ ...key, lastShownAt: shown.at, lastShownBy: shown.by }), secretKey: key.secretKey })),
    }
  },

  async 'key.add'({ sdkAppId }, context) {
    const { sql, now, caller } = context
    const keys = await listKeys(sql, sdkAppId)
    if (keys.length >= keysAllowed) throw new Refusal('app_key_limit', { allowed: keysAllowed })
    const by = actorOf(caller).name
    // The answer shows it.
    const shown = { lastShownAt: now, lastShownBy: by }
    const key = await addKey(sql, sdkAppId, { secretKey: newSecretKey(), createdAt: now, createdBy: by, ...shown })
    await raiseRevision(sql, sdkAppId)
    await recordOfApp(context, {
      category: 'people',
      action: 'key.added',
      changes: [{ field: 'Key', before: null, after: `Key ${key.keyId}` }],
    })
    return { key: { ...toKey(key), secretKey: key.secretKey } }
  },

  async 'key.remove'({ sdkAppId, keyId }, context) {
    const { sql } = context
    const keys = await listKeys(sql, sdkAppId)
    if (!keys.some((key) => key.keyId === keyId)) throw new Refusal('not_found')
    if (keys.length === 1) throw new Refusal('app_key_last')
    await removeKey(sql, sdkAppId, keyId)
    await raiseRevision(sql, sdkAppId)
    await recordOfApp(context, {
      category: 'people',
      action: 'key.removed',
      changes: [{ field: 'Key', before: `Key ${keyId}`, after: null }],
    })
    return {}
  },
} satisfies Partial<Handlers>

/** Without the secret. */
export function toKey({ keyId, createdAt, createdBy, lastShownAt, lastShownBy }: AppKey) {
  return { keyId, createdAt: createdAt.toISOString(), createdBy, lastShownAt: lastShownAt?.toISOString() ?? null, lastShownBy }
}
