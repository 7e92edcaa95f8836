import { Refusal, userId as validUserId } from '@plenum/contract'
import { importUsers } from '../../limits/users.ts'
import type { Handlers } from '../../road/context.ts'
import { faultyProfileField, profileBytesMax } from './rules.ts'
import { findUserIds } from './store.ts'

export const userHandlers = {
  async 'user.import'(user, { sql, app, limits, now, day }) {
    const field = faultyProfileField(user)
    if (field) throw new Refusal('profile_value_too_long', { field, allowed: profileBytesMax })
    const imported = await importUsers(sql, { app, limits }, [user], { now, day })
    if (!imported.has(user.userId)) throw new Refusal('user_limit', { allowed: limits.usersMax })
    return {}
  },

  async 'user.importMany'({ users }, { sql, app, limits, now, day }) {
    const refused: { userId: string; code: 'bad_input' | 'profile_value_too_long' | 'user_limit' }[] = []
    const wanted = new Map<string, (typeof users)[number]>()
    for (const user of users) {
      const { userId } = user
      if (!validUserId.safeParse(userId).success) refused.push({ userId, code: 'bad_input' })
      else if (faultyProfileField(user)) refused.push({ userId, code: 'profile_value_too_long' })
      else wanted.set(userId, user)
    }
    const imported = await importUsers(sql, { app, limits }, [...wanted.values()], { now, day })
    for (const userId of wanted.keys()) {
      if (!imported.has(userId)) refused.push({ userId, code: 'user_limit' })
    }
    if (imported.size === 0 && refused.some(({ code }) => code === 'user_limit'))
      throw new Refusal('user_limit', { allowed: limits.usersMax })
    return { imported: [...imported], refused }
  },

  async 'user.check'({ userIds }, { sql, app }) {
    const found = await findUserIds(sql, app.sdkAppId, userIds)
    return { users: userIds.map((userId) => ({ userId, imported: found.has(userId) })) }
  },
} satisfies Partial<Handlers>
