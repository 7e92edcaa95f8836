import { Refusal } from '@plenum/contract'
import { lockApp } from '../../../limits/locks.ts'
import type { Sql } from '../../../platform/database.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { Handlers } from '../../../road/context.ts'
import { listCustomFields } from '../../custom-fields/store.ts'
import { changeProfile, findProfiles } from './store.ts'

export function profileHandlers({ hub }: { hub: Hub }) {
  return {
    async 'profile.set'({ userId, changes }, { sql, app, afterCommit }) {
      const { sdkAppId } = app
      await lockApp(sql, app, 'revision')
      await refuseUndeclared(sql, sdkAppId, Object.keys(changes.custom))
      if (!(await changeProfile(sql, sdkAppId, userId, changes))) throw new Refusal('user_unknown', { userId })
      afterCommit(() => hub.emit({ sdkAppId, name: 'profile.changed', content: { userId, changes } }))
      return {}
    },

    async 'profile.get'({ userIds, customFields }, { sql, app }) {
      const [profiles] = await Promise.all([findProfiles(sql, app.sdkAppId, userIds), refuseUndeclared(sql, app.sdkAppId, customFields)])
      return { users: userIds.map((userId) => ({ userId, profile: profiles.get(userId) ?? null })) }
    },
  } satisfies Partial<Handlers>
}

async function refuseUndeclared(sql: Sql, sdkAppId: number, keys: string[]): Promise<void> {
  if (keys.length === 0) return
  const declared = new Set((await listCustomFields(sql, sdkAppId, 'user')).map(({ key }) => key))
  const field = keys.find((key) => !declared.has(key))
  if (field !== undefined) throw new Refusal('profile_field_unknown', { field })
}
