import { type Group, type Output, Refusal, type RefusalCode } from '@plenum/contract'
import { type Joined, membersMaxOf } from '../../limits/members.ts'
import type { NewDelivery } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { findApplication } from '../groups/joining/applications-store.ts'
import { findRoles } from '../groups/members-store.ts'
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
  ): NewDelivery[] {
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
    const isRefused = refused.some(({ code }) => isFull(code))
    if (!isRefused && added.length === 0) return []
    const group = (await findGroups(sql, context.app.sdkAppId, [groupId])).get(groupId)
    const max = Math.min(group?.memberMax ?? Number.POSITIVE_INFINITY, membersMaxOf(groupId, context.limits))
    if (!isRefused && (group?.memberCount ?? 0) < max) return []
    return tellFull(context, settings, groupId)
  }

  function tellFull(context: AppContext, settings: Settings, groupId: string) {
    return told(context, settings, 'Group.CallbackAfterGroupFull', keys.group(groupId), { GroupId: groupId })
  }

  const groupOf = async ({ sql, app }: AppContext, groupId: string) => (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
  const typeOf = async (context: AppContext, groupId: string) => {
    const group = await groupOf(context, groupId)
    return group && spelling.groupType(group.type)
  }

  async function answerToApplication(context: AppContext, settings: Settings, group: Group): Promise<Said | null> {
    return ask(context, settings, 'Group.CallbackBeforeApplyJoinGroup', {
      GroupId: group.groupId,
      Type: spelling.groupType(group.type),
      Requestor_Account: operatorOf(context),
    })
  }

  return {
    'group.addMembers': {
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeInviteJoinGroup')) return null
        const said = await answered(context.request, async () => {
          const group = await groupOf(context, input.groupId)
          if (!group) throw new Refusal('group_unknown')
          await refuseWhoMayNotInvite(context, group)
          return ask(context, settings, 'Group.CallbackBeforeInviteJoinGroup', {
            GroupId: input.groupId,
            Type: spelling.groupType(group.type),
            Operator_Account: operatorOf(context),
            DestinationMembers: members(input.userIds),
          })
        })
        if (!said) return null
        refuseUnlessAllowed(said, ofGroups)
        const named = said.fields.RefusedMembers_Account
        const left = new Set(Array.isArray(named) ? named : [])
        const userIds = input.userIds.filter((userId) => !left.has(userId))
        const refused = [...left]
          .filter((userId) => input.userIds.includes(userId))
          .map((userId) => ({ userId, code: 'refused_by_app' as const, allowed: null }))
        // Nobody is left to be added.
        if (userIds.length === 0) return { answer: { added: [], already: [], waiting: [], refused } }
        const finish = (answer: unknown) => {
          const outcome = answer as Output<'group.addMembers'>
          return { ...outcome, refused: [...outcome.refused, ...refused] }
        }
        return { input: { ...input, userIds }, finish }
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

    'group.join': {
      async ask({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeApplyJoinGroup')) return null
        const said = await answered(context.request, async () => {
          const group = await groupOf(context, groupId)
          if (!group) throw new Refusal('group_unknown')
          // Nobody comes into these so, whatever happens meanwhile.
          if (group.type === 'Work' || group.type === 'AVChatRoom') return null
          if (group.applyJoinOption === 'DisableApply' && !(await ownRole(context, groupId))) throw new Refusal('join_not_allowed')
          return answerToApplication(context, settings, group)
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
    /** Who enters an audio-video group becomes no member that is kept, so nothing is told after it but by the states of members. */
    'avGroup.join': {
      async ask({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeApplyJoinGroup')) return null
        const said = await answered(context.request, async () => {
          const group = await groupOf(context, groupId)
          if (!group) throw new Refusal('group_unknown')
          return group.type === 'AVChatRoom' ? answerToApplication(context, settings, group) : null
        })
        if (said) refuseUnlessAllowed(said, ofGroups)
        return null
      },
    },

    /** The app was asked when somebody applied or invited. */
    'application.answer': {
      async tell({ applicationId, agree }, context) {
        const settings = await settingsOf(context)
        if (!agree || !has(settings, 'Group.CallbackAfterNewMemberJoin', 'Group.CallbackAfterGroupFull')) return null
        const application = await findApplication(context.sql, context.app.sdkAppId, applicationId)
        const type = application && (await typeOf(context, application.groupId))
        if (!type) return null
        const { groupId, userId, kind } = application
        return async (sql, outcome) => {
          const { entered } = outcome as Output<'application.answer'>
          if (!entered) return []
          return [
            ...joined(context, settings, groupId, type, kind === 'join' ? 'Apply' : 'Invited', [userId]),
            ...(await full(sql, context, settings, groupId, { added: [userId], refused: [] })),
          ]
        }
      },
      async refused({ applicationId }, context, { code }) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterGroupFull') || !isFull(code)) return []
        const application = await findApplication(context.sql, context.app.sdkAppId, applicationId)
        return application ? tellFull(context, settings, application.groupId) : []
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
}

const isFull = (code: RefusalCode) => code === 'group_full' || code === 'group_member_limit'

async function ownRole(context: AppContext, groupId: string) {
  const userId = operatorOf(context)
  return (await findRoles(context.sql, context.app.sdkAppId, groupId, [userId])).get(userId)
}

/** As the command does, which looks again under its locks: so nobody is asked about what cannot happen, and nothing happens unasked. */
async function refuseWhoMayNotInvite(context: AppContext, { groupId, type, inviteJoinOption }: Group): Promise<void> {
  if (context.caller.kind !== 'user') return
  if (type === 'AVChatRoom') throw new Refusal('group_not_supported')
  if (!(await ownRole(context, groupId))) {
    throw type === 'Work' ? new Refusal('group_unknown') : new Refusal('not_a_member', { userId: operatorOf(context) })
  }
  if (inviteJoinOption === 'DisableInvite') throw new Refusal('group_not_allowed')
}
