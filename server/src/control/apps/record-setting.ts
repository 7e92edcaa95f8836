import { actorOf, type Change, recordAudit } from '../../records/audit.ts'
import type { AppContext } from '../../road/context.ts'

export function recordSetting({ sql, now, day, app, caller, request }: AppContext, action: string, changes: Change[]) {
  const { accountId, sdkAppId: appId } = app
  return recordAudit(sql, {
    at: now,
    day,
    accountId,
    appId,
    category: 'settings',
    action,
    actor: actorOf(caller),
    address: request.address,
    changes,
  })
}
