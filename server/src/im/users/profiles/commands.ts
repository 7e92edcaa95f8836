import { type Profile, Refusal } from '@plenum/contract'
import { lockApp } from '../../../limits/locks.ts'
import type { Sql } from '../../../platform/database.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { Handlers } from '../../../road/context.ts'
import { listUserFields } from '../../custom-fields/store.ts'
import { changeProfile, findProfiles } from './store.ts'

/** As many friends as a user may have; of one whom more have, the others read it when they show it. */
const friendsTold = 3_000

interface Parts {
  hub: Hub
  /** Who has the user as a friend. */
  listWhoHas(sql: Sql, sdkAppId: number, userId: string, limit: number): Promise<string[]>
}

export function profileHandlers({ hub, listWhoHas }: Parts) {
  return {
    async 'profile.set'({ userId, changes }, { sql, app, caller, afterCommit }) {
      const { sdkAppId } = app
      const isUser = caller.kind === 'user'
      if (isUser && changes.adminForbid !== undefined) throw new Refusal('profile_field_forbidden', { field: 'adminForbid' })
      await lockApp(sql, app, 'revision')
      const fields = await declared(sql, sdkAppId, Object.keys(changes.custom))
      const forbidden = fields.find(({ key, writableBy }) => isUser && writableBy === 'app' && Object.hasOwn(changes.custom, key))
      if (forbidden) throw new Refusal('profile_field_forbidden', { field: forbidden.key })
      if (!(await changeProfile(sql, sdkAppId, userId, changes))) throw new Refusal('user_unknown', { userId })
      const friendIds = await listWhoHas(sql, sdkAppId, userId, friendsTold)
      const content = { userId, changes: { ...changes, custom: shownTo(changes.custom, fields) } }
      afterCommit(() => hub.emit({ sdkAppId, name: 'profile.changed', content, ...(friendIds.length > 0 && { alsoTo: friendIds }) }))
      return {}
    },

    async 'profile.get'({ userIds, customFields }, { sql, app, caller }) {
      const { sdkAppId } = app
      const isUser = caller.kind === 'user'
      const [profiles] = await Promise.all([findProfiles(sql, sdkAppId, userIds), declared(sql, sdkAppId, customFields)])
      const hasCustom = [...profiles.values()].some(({ custom }) => Object.keys(custom).length > 0)
      const fields = isUser && hasCustom ? await listUserFields(sql, sdkAppId, 'user') : []
      const asSeen = (profile: Profile) => (isUser ? { ...profile, custom: shownTo(profile.custom, fields) } : profile)
      return {
        users: userIds.map((userId) => {
          const profile = profiles.get(userId)
          return { userId, profile: profile ? asSeen(profile) : null }
        }),
      }
    },
  } satisfies Partial<Handlers>
}

/** What clients may read. */
function shownTo(custom: Profile['custom'], fields: { key: string; readableBy: string }[]): Profile['custom'] {
  const readable = new Set(fields.filter(({ readableBy }) => readableBy !== 'app').map(({ key }) => key))
  return Object.fromEntries(Object.entries(custom).filter(([key]) => readable.has(key)))
}

/** The fields of the app's own; one that is not declared is refused. */
async function declared(sql: Sql, sdkAppId: number, keys: string[]) {
  if (keys.length === 0) return []
  const fields = await listUserFields(sql, sdkAppId, 'user')
  const field = keys.find((key) => !fields.some((known) => known.key === key))
  if (field !== undefined) throw new Refusal('profile_field_unknown', { field })
  return fields
}
