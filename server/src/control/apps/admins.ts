import { Refusal } from '@plenum/contract'
import { actorOf, recordAudit } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
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
    await record(context, 'admin.added', { before: null, after: userId })
    return { admins: toAdmins(await listAdmins(sql, sdkAppId)) }
  },

  async 'admin.remove'({ sdkAppId, userId }, context) {
    const { sql } = context
    const admins = await listAdmins(sql, sdkAppId)
    if (!admins.some((admin) => admin.userId === userId)) return { admins: toAdmins(admins) }
    if (admins.length === 1) throw new Refusal('app_admin_last')
    await removeAdmin(sql, sdkAppId, userId)
    await raiseRevision(sql, sdkAppId)
    await record(context, 'admin.removed', { before: userId, after: null })
    return { admins: toAdmins(await listAdmins(sql, sdkAppId)) }
  },
} satisfies Partial<Handlers>

export function toAdmins(admins: readonly Admin[]) {
  return admins.map(({ userId, addedAt, addedBy }) => ({ userId, addedAt: addedAt.toISOString(), addedBy }))
}

function record(
  { sql, now, day, app, caller, request }: AppContext,
  action: string,
  change: { before: string | null; after: string | null },
) {
  const { accountId, sdkAppId: appId } = app
  const changes = [{ field: 'Administrator', ...change }]
  return recordAudit(sql, {
    at: now,
    day,
    accountId,
    appId,
    category: 'people',
    action,
    actor: actorOf(caller),
    address: request.address,
    changes,
  })
}
