import {
  applyJoinOption,
  groupId as GroupId,
  groupFaceUrl,
  groupIntroduction,
  groupMemberMax,
  groupName,
  groupNotification,
  inviteJoinOption,
  memberRole,
  Refusal,
  refusals,
  refusalText,
} from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { groupFields, memberFields, selfFields } from '../group-fields.ts'
import { customFields, filtered, flag, presentType, typeName, unlessEmpty, unlessZero, withOlderNames } from '../spelling.ts'

const filter = z.array(z.string()).optional()
const profile = {
  Introduction: groupIntroduction.optional(),
  Notification: groupNotification.optional(),
  FaceUrl: groupFaceUrl.optional(),
  ApplyJoinOption: unlessEmpty(applyJoinOption),
  InviteJoinOption: unlessEmpty(inviteJoinOption),
  AppDefinedData: customFields,
}
const wholeNumber = z.number().int().min(0)
const limit = (max: number) => unlessZero(z.number().int().min(1).max(max))
/** Of a list. Older SDKs call it `Type`. */
const olderListNames = { Type: 'GroupType' }

export const groupEndpoints = [
  endpoint('group_open_http_svc/create_group', {
    body: z.object({
      Type: typeName,
      Name: groupName,
      Owner_Account: unlessEmpty(z.string()),
      GroupId: unlessEmpty(z.string()),
      ...profile,
      MaxMemberCount: unlessZero(groupMemberMax),
      MemberList: z
        .array(
          z.object({
            Member_Account: z.string(),
            Role: unlessEmpty(memberRole.exclude(['Owner'])),
            AppMemberDefinedData: customFields,
          }),
        )
        .max(100)
        .optional(),
      SupportTopic: flag,
    }),
    command: 'group.create',
    toInput: (body) => {
      const type = presentType(body.Type)
      return {
        type,
        name: body.Name,
        groupId: body.GroupId,
        ownerId: body.Owner_Account,
        introduction: body.Introduction,
        notification: body.Notification,
        faceUrl: body.FaceUrl,
        memberMax: type === 'AVChatRoom' ? undefined : body.MaxMemberCount,
        applyJoinOption: body.ApplyJoinOption,
        inviteJoinOption: body.InviteJoinOption,
        supportsTopics: body.SupportTopic,
        members: body.MemberList?.map(({ Member_Account, Role }) => ({ userId: Member_Account, role: Role })),
      }
    },
    toBody: ({ groupId }, { Type, SupportTopic }) => ({ GroupId: groupId, ...(SupportTopic && { Type, HugeGroupFlag: 0 }) }),
  }),

  endpoint('group_open_http_svc/get_group_info', {
    body: z.object({
      GroupIdList: z.array(z.string()).max(50),
      ResponseFilter: z
        .object({
          GroupBaseInfoFilter: filter,
          MemberInfoFilter: filter,
          AppDefinedDataFilter_Group: filter,
          AppDefinedDataFilter_GroupMember: filter,
        })
        .optional(),
    }),
    command: 'group.get',
    toInput: ({ GroupIdList, ResponseFilter }) => ({
      groupIds: GroupIdList,
      members: !ResponseFilter || ResponseFilter.MemberInfoFilter !== undefined,
    }),
    toBody: ({ groups }, { GroupIdList, ResponseFilter: wanted }, app) => ({
      GroupInfo: groups.map((group, index) => {
        const GroupId = GroupIdList[index]!
        if ('refused' in group) {
          return { GroupId, ErrorCode: refusals[group.refused].number, ErrorInfo: refusalText(group.refused, {}) }
        }
        const withMembers = group.type !== 'AVChatRoom' && (!wanted || wanted.MemberInfoFilter)
        return {
          GroupId,
          ErrorCode: 0,
          ErrorInfo: '',
          ...filtered(groupFields(group, app), wanted && (wanted.GroupBaseInfoFilter ?? [])),
          ...((!wanted || wanted.AppDefinedDataFilter_Group) && { AppDefinedData: [] }),
          ...(withMembers && {
            MemberList: group.members.map((member) => ({
              Member_Account: member.userId,
              ...filtered(memberFields(member), wanted?.MemberInfoFilter),
            })),
          }),
        }
      }),
    }),
  }),

  endpoint('group_open_http_svc/get_group_member_info', {
    body: z.object({
      GroupId,
      MemberInfoFilter: filter,
      MemberRoleFilter: z.array(memberRole).optional(),
      AppDefinedDataFilter_GroupMember: filter,
      Limit: limit(6000),
      Offset: wholeNumber.optional(),
      Next: z.string().optional(),
    }),
    command: 'group.listMembers',
    toInput: ({ GroupId, MemberRoleFilter, Limit, Offset }) => ({
      groupId: GroupId,
      roles: MemberRoleFilter,
      limit: Limit,
      offset: Offset,
    }),
    toBody: ({ memberCount, members }, { MemberInfoFilter }) => ({
      MemberNum: memberCount,
      MemberList: members.map((member) => ({ Member_Account: member.userId, ...filtered(memberFields(member), MemberInfoFilter) })),
    }),
  }),

  endpoint('group_open_http_svc/modify_group_base_info', {
    body: withOlderNames(
      { ShutUpAllMember: 'MuteAllMember' },
      z.object({
        GroupId,
        Name: groupName.optional(),
        ...profile,
        MaxMemberNum: groupMemberMax.optional(),
        MuteAllMember: z.enum(['On', 'Off']).optional(),
      }),
    ),
    command: 'group.update',
    toInput: (body) => ({
      groupId: body.GroupId,
      name: body.Name,
      introduction: body.Introduction,
      notification: body.Notification,
      faceUrl: body.FaceUrl,
      memberMax: body.MaxMemberNum,
      applyJoinOption: body.ApplyJoinOption,
      inviteJoinOption: body.InviteJoinOption,
      muteAll: body.MuteAllMember && body.MuteAllMember === 'On',
    }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/add_group_member', {
    body: z.object({
      GroupId,
      Silence: wholeNumber.optional(),
      MemberList: z
        .array(z.object({ Member_Account: z.string() }))
        .min(1)
        .max(300),
    }),
    command: 'group.addMembers',
    toInput: ({ GroupId, MemberList }) => ({ groupId: GroupId, userIds: MemberList.map(({ Member_Account }) => Member_Account) }),
    toBody: ({ added, already, refused }, { MemberList }) => {
      const [first] = refused
      if (first && added.length === 0 && already.length === 0) throw new Refusal(first.code, first)
      const results = new Map([...added.map((userId) => [userId, 1] as const), ...already.map((userId) => [userId, 2] as const)])
      return { MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, Result: results.get(Member_Account) ?? 0 })) }
    },
  }),

  endpoint('group_open_http_svc/delete_group_member', {
    body: z.object({
      GroupId,
      MemberToDel_Account: z.array(z.string()).min(1).max(500),
      Silence: wholeNumber.optional(),
      Reason: z.string().optional(),
    }),
    command: 'group.removeMembers',
    toInput: ({ GroupId, MemberToDel_Account }) => ({ groupId: GroupId, userIds: MemberToDel_Account }),
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
        ResponseFilter: z.object({ GroupBaseInfoFilter: filter, SelfInfoFilter: filter }).optional(),
      }),
    ),
    command: 'group.listJoined',
    toInput: (body) => ({
      userId: body.Member_Account,
      type: body.GroupType && presentType(body.GroupType),
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
              ...filtered(selfFields(group.self), wanted?.SelfInfoFilter ?? []),
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
      z.object({ Limit: limit(10_000), Next: wholeNumber.optional(), GroupType: unlessEmpty(typeName) }),
    ),
    command: 'group.list',
    toInput: ({ Limit, Next, GroupType }) => ({ type: GroupType && presentType(GroupType), after: Next, limit: Limit }),
    toBody: ({ count, groupIds, next }) => ({
      TotalCount: count,
      GroupIdList: groupIds.map((GroupId) => ({ GroupId })),
      Next: next ?? 0,
    }),
  }),
]
