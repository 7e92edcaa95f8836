import type { ParsedInput } from '@plenum/contract'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { listMembersOfGroups } from '../groups/members-store.ts'
import { toldChanges } from '../groups/rules.ts'
import { countGroupsOwned, findGroups } from '../groups/store.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import { keys, members, told } from './told.ts'
import { ofGroups, refuseUnlessAllowed, type Said } from './verdict.ts'

/** More are not named when a group ends. */
const membersNamedMax = 6_000

const dialectNames = { name: 'Name', introduction: 'Introduction', notification: 'Notification', faceUrl: 'FaceUrl' } as const

/** How groups begin, change and end. */
export function groupCompanions({ settingsOf, ask, spelling }: Parts): Companions {
  const answered = rememberAnswers<Said | null>()

  const madeOf = ({ type, name, ownerId, members: wanted }: ParsedInput<'group.create'>, context: AppContext) => ({
    Operator_Account: operatorOf(context),
    Owner_Account: ownerId ?? '',
    Type: spelling.groupType(type),
    Name: name,
    MemberList: members(wanted.map(({ userId }) => userId)),
  })

  return {
    'group.create': {
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeCreateGroup')) return null
        const said = await answered(context.request, async () => {
          const { MemberList, ...fields } = madeOf(input, context)
          const CreateGroupNum = await countGroupsOwned(context.sql, context.app.sdkAppId, input.ownerId ?? '', input.type)
          return ask(context, settings, 'Group.CallbackBeforeCreateGroup', { ...fields, CreateGroupNum, MemberList })
        })
        if (said) refuseUnlessAllowed(said, ofGroups)
        return null
      },

      async tell(input, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterCreateGroup')) return null
        return async (_, outcome) => {
          const { groupId } = outcome as { groupId: string }
          return told(context, settings, 'Group.CallbackAfterCreateGroup', keys.group(groupId), {
            GroupId: groupId,
            ...madeOf(input, context),
            UserDefinedDataList: input.custom.map(({ key, value }) => ({ Key: key, Value: value })),
          })
        }
      },
    },

    'group.update': {
      async tell({ groupId, custom: _, ...changes }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterGroupInfoChanged')) return null
        const group = (await findGroups(context.sql, context.app.sdkAppId, [groupId])).get(groupId)
        const changed = group && toldChanges(group, changes)
        if (!changed) return null
        const fields = Object.entries(dialectNames).flatMap(([field, name]) => {
          const value = changed[field as keyof typeof dialectNames]
          return value === undefined ? [] : [[name, value]]
        })
        if (fields.length === 0) return null
        return async () =>
          told(context, settings, 'Group.CallbackAfterGroupInfoChanged', keys.group(groupId), {
            GroupId: groupId,
            Type: spelling.groupType(changes.type ?? group.type),
            Operator_Account: operatorOf(context),
            ...Object.fromEntries(fields),
          })
      },
    },

    'group.destroy': {
      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterGroupDestroyed')) return null
        const { sql, app, now } = context
        const group = (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)
        if (!group) return null
        const isNamed = group.type !== 'Community' && group.memberCount <= membersNamedMax
        const found = isNamed ? await listMembersOfGroups(sql, app.sdkAppId, [groupId], membersNamedMax, { now }) : null
        return async () =>
          told(context, settings, 'Group.CallbackAfterGroupDestroyed', keys.group(groupId), {
            GroupId: groupId,
            Type: spelling.groupType(group.type),
            Owner_Account: group.ownerId ?? '',
            Name: group.name,
            ...(found && { MemberList: members(found.map(({ userId }) => userId)) }),
          })
      },
    },
  }
}
