import { groupId as GroupId, memberNameCard, memberRole, msgFlag, muteSeconds, Refusal, removalReason } from '@plenum/contract'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../../dialect/endpoint.ts'
import { asksForSpeaking, memberFields } from '../../dialect/group-fields.ts'
import { customData, flag, numeric, unlessEmpty, unlessNone, unlessUnset, withOlderNames } from '../../dialect/spelling.ts'

const filter = unlessNone(z.array(z.string()))
const whichFields = { MemberInfoFilter: filter, AppDefinedDataFilter_GroupMember: filter }
const MemberRoleFilter = unlessNone(z.array(memberRole))

export const memberEndpoints: Endpoint[] = [
  endpoint('group_open_http_svc/get_group_member_info', {
    body: z.object({
      GroupId,
      ...whichFields,
      MemberRoleFilter,
      Limit: unlessUnset(z.number().int().min(1).max(6000)),
      Offset: numeric(z.number().int().min(0)).optional(),
      Next: z.string().optional(),
    }),
    command: 'group.listMembers',
    toInput: (body) => ({
      groupId: body.GroupId,
      roles: body.MemberRoleFilter,
      limit: body.Limit,
      offset: body.Offset,
      after: body.Next,
      lastSpoke: asksForSpeaking(body),
    }),
    toBody: ({ type, memberCount, members, next }, body) => ({
      MemberNum: memberCount,
      MemberList: members.map((member) => memberFields(member, body)),
      ...(type === 'Community' && { Next: next ?? '' }),
    }),
  }),

  endpoint('group_open_http_svc/get_specified_group_member_info', {
    body: z.object({ GroupId, Member_List_Account: z.array(z.string()).max(50), ...whichFields, MemberRoleFilter }),
    command: 'group.findMembers',
    toInput: (body) => ({
      groupId: body.GroupId,
      userIds: body.Member_List_Account,
      roles: body.MemberRoleFilter,
      lastSpoke: asksForSpeaking(body),
    }),
    toBody: ({ members }, body) => ({
      MemberList: members.map((member) => ({
        ...memberFields(member, body),
        // Only where it is asked for.
        ...(body.MemberInfoFilter?.includes('OnlineStatus') && { OnlineStatus: member.isOnline ? 'Online' : 'Offline' }),
      })),
    }),
  }),

  endpoint('group_open_http_svc/get_role_in_group', {
    body: z.object({ GroupId, User_Account: z.array(z.string()).max(500) }),
    command: 'group.findRoles',
    toInput: ({ GroupId, User_Account }) => ({ groupId: GroupId, userIds: User_Account }),
    toBody: ({ roles }) => ({ UserIdList: roles.map(({ userId, role }) => ({ Member_Account: userId, Role: role ?? 'NotMember' })) }),
  }),

  endpoint('group_open_http_svc/add_group_member', {
    body: z.object({
      GroupId,
      Silence: flag,
      MemberList: z
        .array(z.object({ Member_Account: z.string() }))
        .min(1)
        .max(300),
    }),
    command: 'group.addMembers',
    toInput: ({ GroupId, MemberList, Silence }) => ({
      groupId: GroupId,
      userIds: MemberList.map(({ Member_Account }) => Member_Account),
      silent: Silence,
    }),
    toBody: ({ added, already, refused }, { MemberList }) => {
      const first = refused.find(({ code }) => code !== 'refused_by_app')
      if (first && added.length === 0 && already.length === 0) throw new Refusal(first.code, first)
      const results = new Map([...added.map((userId) => [userId, 1] as const), ...already.map((userId) => [userId, 2] as const)])
      return { MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, Result: results.get(Member_Account) ?? 0 })) }
    },
  }),

  endpoint('group_open_http_svc/delete_group_member', {
    body: z.object({
      GroupId,
      MemberToDel_Account: z.array(z.string()).min(1).max(500),
      Silence: flag,
      Reason: removalReason.optional(),
    }),
    command: 'group.removeMembers',
    toInput: ({ GroupId, MemberToDel_Account, Silence, Reason }) => ({
      groupId: GroupId,
      userIds: MemberToDel_Account,
      silent: Silence,
      reason: Reason,
    }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/modify_group_member_info', {
    body: withOlderNames(
      { ShutUpTime: 'MuteTime' },
      z.object({
        GroupId,
        Member_Account: z.string(),
        Role: unlessEmpty(memberRole.exclude(['Owner'])),
        MsgFlag: unlessEmpty(msgFlag),
        NameCard: memberNameCard.optional(),
        AppMemberDefinedData: customData,
        MuteTime: muteSeconds.optional(),
      }),
    ),
    command: 'group.updateMember',
    toInput: (body) => ({
      groupId: body.GroupId,
      userId: body.Member_Account,
      role: body.Role,
      msgFlag: body.MsgFlag,
      nameCard: body.NameCard,
      muteForSeconds: body.MuteTime,
      custom: body.AppMemberDefinedData,
    }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/change_group_owner', {
    body: z.object({ GroupId, NewOwner_Account: z.string() }),
    command: 'group.changeOwner',
    toInput: ({ GroupId, NewOwner_Account }) => ({ groupId: GroupId, ownerId: NewOwner_Account }),
    toBody: () => ({}),
  }),
]
