import { groupId as GroupId, memberRole, refusals, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../../dialect/endpoint.ts'
import { momentOf, numeric, unlessEmpty, unlessUnset, unlessZero } from '../../dialect/spelling.ts'
import { groupInput, newGroup } from './group-body.ts'

const UnreadMsgNum = z.number().int().min(0)

export const importEndpoints: Endpoint[] = [
  endpoint('group_open_http_svc/import_group', {
    body: z.object({ ...newGroup, CreateTime: unlessZero(uint32.transform(momentOf)) }),
    command: 'group.import',
    toInput: (body) => ({ ...groupInput(body), createdAt: body.CreateTime }),
    toBody: ({ groupId }) => ({ GroupId: groupId }),
  }),

  endpoint('group_open_http_svc/import_group_member', {
    body: z.object({
      GroupId,
      MemberList: z
        .array(
          z.object({
            Member_Account: z.string(),
            Role: unlessEmpty(memberRole.exclude(['Owner'])),
            JoinTime: unlessUnset(uint32.transform(momentOf)),
            UnreadMsgNum: numeric(UnreadMsgNum).optional(),
          }),
        )
        .min(1)
        .max(300),
    }),
    command: 'group.importMembers',
    toInput: ({ GroupId, MemberList }) => ({
      groupId: GroupId,
      members: MemberList.map(({ Member_Account, Role, JoinTime, UnreadMsgNum }) => ({
        userId: Member_Account,
        role: Role,
        joinedAt: JoinTime,
        unread: UnreadMsgNum,
      })),
    }),
    toBody: ({ added, already, refused }, { MemberList }) => {
      const results = new Map<string, { Result: number; ErrorCode?: number }>([
        ...added.map((userId) => [userId, { Result: 1 }] as const),
        ...already.map((userId) => [userId, { Result: 2 }] as const),
        // Beside what is documented: why.
        ...refused.map(({ userId, code }) => [userId, { Result: 0, ErrorCode: refusals[code].number }] as const),
      ])
      return { MemberList: MemberList.map(({ Member_Account }) => ({ Member_Account, ...results.get(Member_Account) })) }
    },
  }),

  endpoint('group_open_http_svc/set_unread_msg_num', {
    body: z.object({ GroupId, Member_Account: z.string(), UnreadMsgNum }),
    command: 'group.setUnread',
    toInput: (body) => ({ groupId: body.GroupId, userId: body.Member_Account, count: body.UnreadMsgNum }),
    toBody: () => ({}),
  }),
]
