import { Refusal } from '@plenum/contract'
import { deleteUsers } from '../../limits/users.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Handlers } from '../../road/context.ts'

export function deletionHandlers({ hub }: { hub: Hub }) {
  return {
    async 'user.delete'({ userIds }, { sql, app, limits, now, day, afterCommit }) {
      if (!limits.accountsDeletable) throw new Refusal('user_deletion_not_on_plan')
      const deleted = await deleteUsers(
        sql,
        app,
        userIds.filter((userId) => !app.admins.has(userId)),
        { now, day },
      )
      afterCommit(() => hub.emit({ sdkAppId: app.sdkAppId, name: 'user.deleted', content: { userIds: [...deleted] } }))
      const codeOf = (userId: string) => {
        if (app.admins.has(userId)) return 'user_is_administrator'
        return deleted.has(userId) ? 'deleted' : 'user_unknown'
      }
      return { users: userIds.map((userId) => ({ userId, code: codeOf(userId) })) }
    },
  } satisfies Partial<Handlers>
}
