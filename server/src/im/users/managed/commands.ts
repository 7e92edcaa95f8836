import { type Platform, Refusal } from '@plenum/contract'
import { importUsers } from '../../../limits/users.ts'
import type { Hub } from '../../../platform/hub.ts'
import { recordOfApp } from '../../../records/audit.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { userHandlers } from '../commands.ts'
import { deletionHandlers } from '../deletion.ts'
import { profileHandlers } from '../profiles/commands.ts'
import { findProfiles } from '../profiles/store.ts'
import { findUserIds, setSignaturesFrom } from '../store.ts'
import { profileChanges } from './profile-changes.ts'
import { type Account, findAccounts, listAccounts } from './store.ts'

interface Parts {
  hub: Hub
  /** Who is an administrator is decided in the other wing. */
  addAdministrator: Handlers['admin.add']
  presence: { platformsOf(sdkAppId: number, userId: string): Platform[] }
  listWhoHas: Parameters<typeof profileHandlers>[0]['listWhoHas']
}

/** A person does what the app's own server does, under the same limits, and it is recorded who it was. */
export function appUserHandlers({ hub, addAdministrator, presence, listWhoHas }: Parts) {
  const deletion = deletionHandlers({ hub })
  const profiles = profileHandlers({ hub, listWhoHas })

  return {
    async 'appUser.list'({ sdkAppId, ...page }, { sql, app }) {
      const found = await listAccounts(sql, sdkAppId, page)
      const users = found.slice(0, page.limit)
      const { userId, nick } = users.at(-1) ?? { userId: '', nick: '' }
      return { users: users.map((user) => shown(user, app)), next: found.length > page.limit ? { userId, nick } : null }
    },

    async 'appUser.get'({ sdkAppId, userIds }, { sql, app }) {
      const [accounts, found] = await Promise.all([findAccounts(sql, sdkAppId, userIds), findProfiles(sql, sdkAppId, userIds)])
      return { users: accounts.map((account) => ({ ...shown(account, app), profile: found.get(account.userId) ?? { custom: {} } })) }
    },

    async 'appUser.create'({ sdkAppId, type, userId, nick, faceUrl }, context) {
      const { sql, app, limits } = context
      if ((await findUserIds(sql, sdkAppId, [userId])).has(userId)) throw new Refusal('user_id_taken', { userId })
      const imported = await importUsers(sql, { app, limits }, [{ userId, nick, faceUrl }], context)
      if (!imported.has(userId)) throw new Refusal('user_limit', { allowed: limits.usersMax })
      await recordOfApp(context, {
        category: 'settings',
        action: 'appUser.created',
        changes: [{ field: 'Account', before: null, after: userId }],
      })
      if (type === 'Admin') await addAdministrator({ sdkAppId, userId }, context)
      return {}
    },

    async 'appUser.update'({ sdkAppId, userId, changes }, context) {
      const before = (await findProfiles(context.sql, sdkAppId, [userId])).get(userId)
      await profiles['profile.set']({ userId, changes }, context)
      const changed = before ? profileChanges(userId, before, changes) : []
      if (changed.length > 0) await recordOfApp(context, { category: 'settings', action: 'appUser.updated', changes: changed })
      return {}
    },

    async 'appUser.remove'({ userIds }, context) {
      const answer = await deletion['user.delete']({ userIds: [...new Set(userIds)] }, context)
      const deleted = answer.users.flatMap(({ userId, code }) => (code === 'deleted' ? [userId] : []))
      await recordAccounts(context, 'appUser.removed', { before: deleted, after: [] })
      return answer
    },

    async 'appUser.import'({ users }, context) {
      const answer = await userHandlers['user.importMany']({ users }, context)
      await recordAccounts(context, 'appUser.imported', { before: [], after: answer.imported })
      return answer
    },

    async 'appUser.kick'({ sdkAppId, userId }, context) {
      const { sql, now, afterCommit } = context
      if (!(await setSignaturesFrom(sql, sdkAppId, userId, now))) throw new Refusal('user_unknown', { userId })
      await recordOfApp(context, {
        category: 'settings',
        action: 'appUser.kicked',
        changes: [{ field: 'Forced offline', before: null, after: userId }],
      })
      afterCommit(() => hub.emit({ sdkAppId, name: 'user.kicked', content: { userId, at: now.toISOString() } }))
      return {}
    },

    async 'appUser.status'({ sdkAppId, userId }, { sql }) {
      if (!(await findUserIds(sql, sdkAppId, [userId])).has(userId)) throw new Refusal('user_unknown', { userId })
      const platforms = presence.platformsOf(sdkAppId, userId)
      return { status: platforms.length > 0 ? 'Online' : 'Offline', platforms }
    },
  } satisfies Partial<Handlers>
}

function shown({ createdAt, ...account }: Account, { admins }: AppContext['app']) {
  return { ...account, isAdministrator: admins.has(account.userId), createdAt: createdAt.toISOString() }
}

/** Who they were, since deleting cannot be undone. */
async function recordAccounts(context: AppContext, action: string, { before, after }: { before: string[]; after: string[] }) {
  const changes = [
    ...before.map((userId) => ({ before: userId, after: null })),
    ...after.map((userId) => ({ before: null, after: userId })),
  ]
  if (changes.length === 0) return
  await recordOfApp(context, { category: 'settings', action, changes: changes.map((change) => ({ field: 'Account', ...change })) })
}
