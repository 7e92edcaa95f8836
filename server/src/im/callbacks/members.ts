import { Refusal } from '@plenum/contract'
import { type Joined, membersMaxOf } from '../../limits/members.ts'
import type { NewDelivery } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Companion, Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { findGroups } from '../groups/store.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import type { Settings } from './settings-store.ts'
import { keys, members, told } from './told.ts'
import { ofGroups, refuseUnlessAllowed, type Said } from './verdict.ts'

/** Who comes into groups and who goes. */
export function memberCompanions({ settingsOf, ask, spelling }: Parts): Companions {
  const answered = rememberAnswers<Said | null>()

  function joined(
    context: AppContext,
    settings: Settings,
    groupId: string,
    type: string,
    JoinType: 'Apply' | 'Invited',
    userIds: string[],
  ) {
    if (userIds.length === 0) return []
    return told(context, settings, 'Group.CallbackAfterNewMemberJoin', keys.group(groupId), {
      GroupId: groupId,
      Type: type,
      JoinType,
      Operator_Account: operatorOf(context),
      NewMemberList: members(userIds),
    })
  }

  function left(context: AppContext, settings: Settings, groupId: string, type: string, ExitType: 'Kicked' | 'Quit', userIds: string[]) {
    if (userIds.length === 0) return []
    return told(context, settings, 'Group.CallbackAfterMemberExit', keys.group(groupId), {
      GroupId: groupId,
      Type: type,
      ExitType,
      Operator_Account: operatorOf(context),
      ExitMemberList: members(userIds),
    })
  }

  /** The group became full, or somebody did not get in because it is. */
  async function full(
    sql: Sql,
    context: AppContext,
    settings: Settings,
    groupId: string,
    { added, refused }: Pick<Joined, 'added' | 'refused'>,
  ) {
    if (!has(settings, 'Group.CallbackAfterGroupFull')) return []
    const isRefused = refused.some(({ code }) => code === 'group_full' || code === 'group_member_limit')
    if (!isRefused && added.length === 0) return []
    const group = (await findGroups(sql, context.app.sdkAppId, [groupId])).get(groupId)
    const max = Math.min(group?.memberMax ?? Number.POSITIVE_INFINITY, membersMaxOf(groupId, context.limits))
    if (!isRefused && (group?.memberCount ?? 0) < max) return []
    return told(context, settings, 'Group.CallbackAfterGroupFull', keys.group(groupId), { GroupId: groupId })
  }

  const typeOf = async ({ sql, app }: AppContext, groupId: string) => {
    const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
    return group && spelling.groupType(group.type)
  }

  const present: Companions = {
    'group.addMembers': {
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeInviteJoinGroup')) return null
        const said = await answered(context.request, async () => {
          const type = await typeOf(context, input.groupId)
          if (!type) throw new Refusal('group_unknown')
          return ask(context, settings, 'Group.CallbackBeforeInviteJoinGroup', {
            GroupId: input.groupId,
            Type: type,
            Operator_Account: operatorOf(context),
            DestinationMembers: members(input.userIds),
          })
        })
        if (!said) return null
        refuseUnlessAllowed(said, ofGroups)
        const named = said.fields.RefusedMembers_Account
        const refused = new Set(Array.isArray(named) ? named : [])
        const userIds = input.userIds.filter((userId) => !refused.has(userId))
        // Nobody is left to be added.
        if (userIds.length === 0) return { answer: { added: [], already: [], refused: [], waiting: [] } }
        return { input: { ...input, userIds } }
      },

      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterNewMemberJoin', 'Group.CallbackAfterGroupFull')) return null
        const type = await typeOf(context, groupId)
        if (!type) return null
        return async (sql, outcome): Promise<NewDelivery[]> => {
          if (typeof outcome === 'string') return []
          const { added } = outcome as Joined
          return [
            ...joined(context, settings, groupId, type, 'Invited', added),
            ...(await full(sql, context, settings, groupId, outcome as Joined)),
          ]
        }
      },
    },

    'group.removeMembers': {
      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterMemberExit')) return null
        const type = await typeOf(context, groupId)
        if (!type) return null
        return async (_, outcome) =>
          typeof outcome === 'string' ? [] : left(context, settings, groupId, type, 'Kicked', (outcome as { removed: string[] }).removed)
      },
    },
  }

  /** Commands of users: their statements are written `withAlongside`, whose outcome is that of `addMembers` and `removeMembers`. */
  const ofUsers: Record<string, Companion<{ groupId: string }>> = {
    'group.join': {
      async ask({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeApplyJoinGroup')) return null
        const said = await answered(context.request, async () => {
          const type = await typeOf(context, groupId)
          if (!type) throw new Refusal('group_unknown')
          const fields = { GroupId: groupId, Type: type, Requestor_Account: operatorOf(context) }
          return ask(context, settings, 'Group.CallbackBeforeApplyJoinGroup', fields)
        })
        if (said) refuseUnlessAllowed(said, ofGroups)
        return null
      },
      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterNewMemberJoin', 'Group.CallbackAfterGroupFull')) return null
        const type = await typeOf(context, groupId)
        if (!type) return null
        return async (sql, outcome) => {
          if (typeof outcome === 'string') return []
          const { added } = outcome as Joined
          return [
            ...joined(context, settings, groupId, type, 'Apply', added),
            ...(await full(sql, context, settings, groupId, outcome as Joined)),
          ]
        }
      },
    },
    'group.leave': {
      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterMemberExit')) return null
        const type = await typeOf(context, groupId)
        if (!type) return null
        return async (_, outcome) =>
          typeof outcome === 'string' ? [] : left(context, settings, groupId, type, 'Quit', (outcome as { removed: string[] }).removed)
      },
    },
  }
  return { ...present, ...(ofUsers as Companions) }
}
