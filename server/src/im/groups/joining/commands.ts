import { Refusal } from '@plenum/contract'
import { addMembers, removeMembers } from '../../../limits/members.ts'
import type { Hub } from '../../../platform/hub.ts'
import { withAlongside } from '../../../road/alongside.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import type { Tell } from '../../messages/tips.ts'
import { atOnce, sayNotices, tellUsers } from '../../users/notices.ts'
import { findRoles } from '../members-store.ts'
import { type Role, rightsToInvite, rightsToJoin, rightsToLeave, rightsToRemove } from '../permissions.ts'
import { findGroups } from '../store.ts'
import { telling } from '../telling.ts'
import { makeApplications, waitingMax } from './applications-store.ts'
import { deciders } from './deciders.ts'
import { type MembersMoved, openTellWent } from './went.ts'

/** Who comes into groups and goes, each in one statement (limits/README.md). What is told afterwards was written with it. */
export function joiningHandlers({ tell, hub }: { tell: Tell; hub: Hub }) {
  const tellWent = openTellWent({ tell, hub })

  async function tellCame(context: AppContext, { groupId, type, userIds, notices }: MembersMoved, silent: boolean): Promise<void> {
    if (userIds.length === 0) return
    const operatorId = operatorOf(context)
    hub.emit({ sdkAppId: context.app.sdkAppId, name: 'group.membersAdded', content: { groupId, userIds, operatorId, silent } })
    sayNotices(context, hub, 'group.entered', notices)
    if (!silent) await tell(telling(context, { groupId, type }), { tip: 'membersJoined', operatorId, userIds })
  }

  /** Returns who waits for an answer now; null: this group asks nobody. */
  async function ask(context: AppContext, groupId: string, wanted: { kind: 'join' | 'invite'; userIds: string[]; message: string }) {
    const made = await makeApplications(context, groupId, operatorOf(context), wanted)
    if (made === null) return null
    // The applicant too: it shows on other devices.
    const told = [...(await deciders(context, groupId)), operatorOf(context)]
    if (made.length > 0) await tellUsers(atOnce(context), hub, told, 'application.made', { applications: made })
    return made.map(({ userId }) => userId)
  }

  return {
    async 'group.addMembers'({ groupId, userIds, silent: wantsSilence }, context) {
      const { app, limits, caller } = context
      const operatorId = operatorOf(context)
      const silent = caller.kind === 'app' && wantsSilence
      const right = caller.kind === 'user' ? ({ userId: operatorId, of: rightsToInvite, option: 'invite' } as const) : null
      const told = { event: 'group.entered', content: { operatorId, way: 'added' } } as const
      const joined = await withAlongside(context, (sql) => addMembers(sql, { app, limits }, groupId, userIds, context, { right, told }))
      if (joined === 'group_unknown') throw new Refusal('group_unknown')
      if (joined === 'no_right') {
        await refuseStrangers(context, groupId)
        if (userIds.length > waitingMax) throw new Refusal('too_many_items', { field: 'userIds', allowed: waitingMax })
        const waiting = await ask(context, groupId, { kind: 'invite', userIds, message: '' })
        if (waiting === null) throw new Refusal('group_not_allowed')
        return { added: [], already: [], waiting, refused: [] }
      }
      if (typeof joined === 'string') throw new Refusal('group_not_supported')
      const { type, notices, ...outcome } = joined
      await tellCame(context, { groupId, type, userIds: outcome.added, notices }, silent)
      return { ...outcome, waiting: [] }
    },

    async 'group.join'({ groupId, message }, context) {
      const { sql, app, limits } = context
      const userId = operatorOf(context)
      const right = { userId, of: rightsToJoin, option: 'apply' } as const
      const told = { event: 'group.entered', content: { operatorId: userId, way: 'joined' } } as const
      const joined = await withAlongside(context, (sql) => addMembers(sql, { app, limits }, groupId, [userId], context, { right, told }))
      if (joined === 'group_unknown') throw new Refusal('group_unknown')
      if (joined === 'no_right') {
        const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
        if (!group) throw new Refusal('group_unknown')
        if (group.type === 'Work') throw new Refusal('group_not_supported')
        if ((await ask(context, groupId, { kind: 'join', userIds: [userId], message })) === null) throw new Refusal('join_not_allowed')
        return { status: 'waiting' }
      }
      if (typeof joined === 'string') throw new Refusal('group_not_supported')
      const { type, notices, added, already, refused } = joined
      const [first] = refused
      if (first) throw new Refusal(first.code, first.allowed === null ? { userId } : { userId, allowed: first.allowed })
      await tellCame(context, { groupId, type, userIds: added, notices }, false)
      return { status: already.length > 0 ? 'already' : 'joined' }
    },

    async 'group.removeMembers'({ groupId, userIds, silent: wantsSilence, reason }, context) {
      const { app, caller } = context
      const operatorId = operatorOf(context)
      const silent = caller.kind === 'app' && wantsSilence
      const right = caller.kind === 'user' ? { userId: operatorId, of: rightsToRemove } : null
      const told = { event: 'group.left', content: { operatorId, way: 'removed', reason } } as const
      const left = await withAlongside(context, (sql) => removeMembers(sql, app, groupId, userIds, context, { right, told }))
      if (left === 'group_unknown') throw new Refusal('group_unknown')
      if (left === 'av_group') throw new Refusal('bad_input', { reason: 'An audio-video group has no members to remove.' })
      if (left === 'owner_stays') throw new Refusal('group_not_supported')
      if (left === 'no_right') throw await whyNot(context, groupId)
      const { removed, type, notices } = left
      if (removed.length > 0) await tellWent(context, { groupId, type, userIds: removed, notices }, { silent, reason, way: 'removed' })
      return { removed }
    },

    async 'group.leave'({ groupId }, context) {
      const { app } = context
      const userId = operatorOf(context)
      const told = { event: 'group.left', content: { operatorId: userId, way: 'left', reason: '' } } as const
      const right = { userId, of: rightsToLeave }
      const left = await withAlongside(context, (sql) => removeMembers(sql, app, groupId, [userId], context, { right, told }))
      if (left === 'group_unknown') throw new Refusal('group_unknown')
      if (left === 'av_group') throw new Refusal('group_not_supported')
      if (left === 'owner_stays') throw new Refusal('owner_may_not_leave')
      if (left === 'no_right') throw new Refusal('not_a_member', { userId })
      const { removed, type, notices } = left
      await tellWent(context, { groupId, type, userIds: removed, notices }, { silent: false, reason: '', way: 'left' })
      return {}
    },
  } satisfies Partial<Handlers>
}

/** The statement has looked under the lock; this only says why. */
async function whyNot(context: AppContext, groupId: string): Promise<Refusal> {
  return (await roleIn(context, groupId)) ? new Refusal('group_not_allowed') : new Refusal('not_a_member', { userId: operatorOf(context) })
}

async function refuseStrangers(context: AppContext, groupId: string): Promise<void> {
  if (await roleIn(context, groupId)) return
  const group = (await findGroups(context.sql, context.app.sdkAppId, [groupId])).get(groupId)
  if (!group || group.type === 'Work') throw new Refusal('group_unknown')
  throw new Refusal('not_a_member', { userId: operatorOf(context) })
}

async function roleIn(context: AppContext, groupId: string): Promise<Role | undefined> {
  const userId = operatorOf(context)
  return (await findRoles(context.sql, context.app.sdkAppId, groupId, [userId])).get(userId)
}
