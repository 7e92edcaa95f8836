import { Refusal } from '@plenum/contract'
import { actorOf, recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { type Admin, addAdmin, listAdmins, removeAdmin } from './admins-store.ts'

/** Users of the app who may call REST. */
export const adminHandlers = {
  async 'admin.list'({ sdkAppId }, { sql, limits }) {
    return { admins: toAdmins(await listAdmins(sql, sdkAppId)), allowed: limits.administratorsMax }
  },

  async 'admin.add'({ sdkAppId, userId }, context) {
    const { sql, now, day, caller, limits } = context
    const admins = await listAdmins(sql, sdkAppId)
    if (admins.some((admin) => admin.userId === userId)) return { admins: toAdmins(admins) }
    if (admins.length >= limits.administratorsMax) throw new Refusal('app_admin_limit', { allowed: limits.administratorsMax })
    await addAdmin(sql, sdkAppId, { userId, addedAt: now, addedBy: actorOf(caller).name, day }, limits.usersMax)
    await raiseRevision(sql, sdkAppId)
    await recordOfApp(context, {
      category: 'people',
      action: 'admin.added',
      changes: [{ field: 'Administrator', before: null, after: userId }],
    })
    return { admins: toAdmins(await listAdmins(sql, sdkAppId)) }
  },

  async 'admin.remove'({ sdkAppId, userId }, context) {
    const { sql } = context
    const admins = await listAdmins(sql, sdkAppId)
    if (!admins.some((admin) => admin.userId === userId)) return { admins: toAdmins(admins) }
    if (admins.length === 1) throw new Refusal('app_admin_last')
    await removeAdmin(sql, sdkAppId, userId)
    await raiseRevision(sql, sdkAppId)
    await recordOfApp(context, {
      category: 'people',
      action: 'admin.removed',
      changes: [{ field: 'Administrator', before: userId, after: null }],
    })
    return { admins: toAdmins(await listAdmins(sql, sdkAppId)) }
  },
} satisfies Partial<Handlers>

export function toAdmins(admins: readonly Admin[]) {
  return admins.map(({ userId, addedAt, addedBy }) => ({ userId, addedAt: addedAt.toISOString(), addedBy }))
}
