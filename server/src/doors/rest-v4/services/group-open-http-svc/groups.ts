import { groupId as GroupId, groupMemberMax, groupName, memberRole, refusals, refusalText } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { asksForSpeaking, customFields, groupFields, memberFields, selfFields } from '../../dialect/group-fields.ts'
import {
  customData,
  filtered,
  flag,
  numeric,
  presentType,
  presentTypesOf,
  typeName,
  unlessEmpty,
  unlessNone,
  unlessUnset,
  unlessZero,
  withOlderNames,
} from '../../dialect/spelling.ts'
import { groupInput, newGroup, profile } from './group-body.ts'

const filter = z.array(z.string()).optional()
const wholeNumber = numeric(z.number().int().min(0))
const limit = (max: number) => unlessUnset(z.number().int().min(1).max(max))
interface Wanted {
  MemberInfoFilter?: string[] | undefined
  AppDefinedDataFilter_GroupMember?: string[] | undefined
}
const asksForMembers = (wanted: Wanted | undefined) =>
  !wanted || wanted.MemberInfoFilter !== undefined || wanted.AppDefinedDataFilter_GroupMember !== undefined
/** What a filter does not name is left out, here also where it says nothing of members. */
const membersAsked = (wanted: Wanted) => ({ MemberInfoFilter: [], ...wanted })
/** Of a list. Older SDKs call it `Type`. */
const olderListNames = { Type: 'GroupType' }

export const groupEndpoints = [
  endpoint('group_open_http_svc/create_group', {
    body: z.object({
      ...newGroup,
      MemberList: z
        .array(
          z.object({
            Member_Account: z.string(),
            Role: unlessEmpty(memberRole.exclude(['Owner'])),
            AppMemberDefinedData: customData,
          }),
        )
        .max(100)
        .optional(),
    }),
    command: 'group.create',
    toInput: (body) => ({
      ...groupInput(body),
      members: body.MemberList?.map(({ Member_Account, Role, AppMemberDefinedData }) => ({
        userId: Member_Account,
        role: Role,
        custom: AppMemberDefinedData,
      })),
    }),
    toBody: ({ groupId }, { Type, SupportTopic }) => ({ GroupId: groupId, ...(SupportTopic && { Type, HugeGroupFlag: 0 }) }),
  }),

  endpoint('group_open_http_svc/get_group_info', {
    body: z.object({
      GroupIdList: z.array(z.string()).max(50),
      ResponseFilter: unlessNone(
        z.object({
          GroupBaseInfoFilter: filter,
          MemberInfoFilter: filter,
          AppDefinedDataFilter_Group: filter,
          AppDefinedDataFilter_GroupMember: filter,
        }),
      ),
    }),
    command: 'group.get',
    numbers: { too_many_items: 10004 },
    toInput: ({ GroupIdList, ResponseFilter }) => ({
      groupIds: GroupIdList,
      members: asksForMembers(ResponseFilter),
      lastSpoke: asksForSpeaking(ResponseFilter && membersAsked(ResponseFilter)),
    }),
    toBody: ({ groups }, { GroupIdList, ResponseFilter: wanted }, app) => ({
      GroupInfo: groups.map((group, index) => {
        const GroupId = GroupIdList[index]!
        if ('refused' in group) {
          return { GroupId, ErrorCode: refusals[group.refused].number, ErrorInfo: refusalText(group.refused, {}) }
        }
        if ('isPublicPart' in group) throw new Error('An administrator sees all of a group')
        const withMembers = group.type !== 'AVChatRoom' && asksForMembers(wanted)
        return {
          GroupId,
          ErrorCode: 0,
          ErrorInfo: '',
          ...filtered(groupFields(group, app), wanted && (wanted.GroupBaseInfoFilter ?? [])),
          ...((!wanted || wanted.AppDefinedDataFilter_Group) && {
            AppDefinedData: customFields(group.custom, wanted?.AppDefinedDataFilter_Group),
          }),
          ...(withMembers && { MemberList: group.members.map((member) => memberFields(member, wanted && membersAsked(wanted))) }),
        }
      }),
    }),
  }),

  endpoint('group_open_http_svc/modify_group_base_info', {
    body: withOlderNames(
      { ShutUpAllMember: 'MuteAllMember' },
      z.object({
        GroupId,
        /** Beyond what is documented, where the operator allows it. */
        Type: unlessEmpty(typeName),
        Name: groupName.optional(),
        ...profile,
        MaxMemberNum: numeric(groupMemberMax).optional(),
        MuteAllMember: unlessEmpty(z.enum(['On', 'Off'])),
      }),
    ),
    command: 'group.update',
    toInput: (body) => ({
      groupId: body.GroupId,
      type: body.Type && presentType(body.Type),
      name: body.Name,
      introduction: body.Introduction,
      notification: body.Notification,
      faceUrl: body.FaceUrl,
      memberMax: body.MaxMemberNum,
      applyJoinOption: body.ApplyJoinOption,
      inviteJoinOption: body.InviteJoinOption,
      muteAll: body.MuteAllMember && body.MuteAllMember === 'On',
      custom: body.AppDefinedData,
    }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/destroy_group', {
    body: z.object({ GroupId }),
    command: 'group.destroy',
    toInput: ({ GroupId }) => ({ groupId: GroupId }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/get_joined_group_list', {
    body: withOlderNames(
      olderListNames,
      z.object({
        Member_Account: z.string(),
        WithHugeGroups: flag,
        WithNoActiveGroups: flag,
        Limit: limit(5000),
        Offset: wholeNumber.optional(),
        GroupType: unlessEmpty(typeName),
        SupportTopic: flag,
        ResponseFilter: unlessNone(z.object({ GroupBaseInfoFilter: filter, SelfInfoFilter: filter })),
      }),
    ),
    command: 'group.listJoined',
    toInput: (body) => ({
      userId: body.Member_Account,
      types: presentTypesOf(body.GroupType),
      onlyWithTopics: body.SupportTopic,
      withAvGroups: body.WithHugeGroups,
      withNotActivated: body.WithNoActiveGroups,
      limit: body.Limit,
      offset: body.Offset,
    }),
    toBody: ({ count, groups }, { ResponseFilter: wanted }, app) => ({
      TotalCount: count,
      GroupIdList: groups.map((group) => ({
        GroupId: group.groupId,
        ...filtered(groupFields(group, app), [...(wanted?.GroupBaseInfoFilter ?? []), ...(group.topics ? ['Type', 'SupportTopic'] : [])]),
        ...(group.topics && { GrossTopicNextMsgSeq: group.topics.messages + 1 }),
        ...(group.self &&
          (wanted?.SelfInfoFilter || group.topics) && {
            SelfInfo: {
              ...filtered({ ...selfFields(group.self), UnreadMsgNum: group.self.unread }, wanted?.SelfInfoFilter ?? []),
              ...(group.topics && { GrossTopicReadSeq: group.topics.read }),
            },
          }),
      })),
    }),
  }),

  endpoint('group_open_http_svc/get_appid_group_list', {
    callsPerSecond: 1,
    body: withOlderNames(
      olderListNames,
      z.object({ Limit: unlessZero(z.number().int().min(1).max(10_000)), Next: wholeNumber.optional(), GroupType: unlessEmpty(typeName) }),
    ),
    command: 'group.list',
    toInput: ({ Limit, Next, GroupType }) => ({ types: presentTypesOf(GroupType), after: Next, limit: Limit }),
    toBody: ({ count, groupIds, next }) => ({
      TotalCount: count,
      GroupIdList: groupIds.map((GroupId) => ({ GroupId })),
      Next: next ?? 0,
    }),
  }),
]
