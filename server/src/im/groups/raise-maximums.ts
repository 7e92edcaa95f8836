import { raiseMaximums } from '../../limits/groups.ts'
import { actorOf, recordAudit } from '../../records/audit.ts'
import type { Handler } from '../../road/context.ts'

const portion = 1000

/** A portion a statement, so that nobody waits for all of them. One that is broken off goes on where it stopped when called again. */
export const raiseMaximumsHandler: Handler<'group.raiseMaximum'> = async (
  { sdkAppId },
  { sql, app, limits, caller, request, now, day },
) => {
  let raised = 0
  for (;;) {
    const more = await raiseMaximums(sql, { app, limits }, portion, now)
    raised += more
    if (more === 0) break
  }
  const membersPerGroup = limits.groupMembersMax
  if (raised > 0) {
    await recordAudit(sql, {
      at: now,
      day,
      accountId: app.accountId,
      appId: sdkAppId,
      category: 'settings',
      action: 'group.maximumsRaised',
      actor: actorOf(caller),
      address: request.address,
      changes: [],
      note: `${raised} groups to ${membersPerGroup} members`,
    })
  }
  return { raised, membersPerGroup }
}
