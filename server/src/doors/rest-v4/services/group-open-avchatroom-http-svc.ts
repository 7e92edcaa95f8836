import { groupId as GroupId, uint32 } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { groupNumbers } from '../dialect/numbers.ts'
import { numeric, unixSecondsOf, unlessUnset, unlessZero } from '../dialect/spelling.ts'

const setting = 1
const removing = 2

export const groupOpenAvchatroomHttpSvc: Service = {
  name: 'group_open_avchatroom_http_svc',
  numbers: groupNumbers,
  endpoints: [
    endpoint('group_open_avchatroom_http_svc/get_members', {
      body: z.object({ GroupId, Timestamp: unlessZero(z.number().int().min(0)), Mark: unlessUnset(uint32) }),
      command: 'avGroup.listOnline',
      toInput: (body) => ({ groupId: body.GroupId, after: body.Timestamp, mark: body.Mark }),
      toBody: ({ members, next }) => ({
        MemberList: members.map(({ userId, joinedAt, nick, faceUrl }) => ({
          Member_Account: userId,
          JoinTime: unixSecondsOf(joinedAt),
          NickName: nick,
          Avatar: faceUrl,
        })),
        /** No time, but where the list continues; 0: it ends. */
        NextTimestamp: next ?? 0,
      }),
    }),
    endpoint('group_open_avchatroom_http_svc/modify_user_info', {
      body: z.object({
        GroupId,
        CommandType: numeric(z.union([z.literal(setting), z.literal(removing)])),
        MemberList: z.array(z.object({ Member_Account: z.string(), Marks: z.array(uint32).max(100) })).max(500),
      }),
      command: 'avGroup.mark',
      toInput: (body) => ({
        groupId: body.GroupId,
        change: body.CommandType === setting ? 'set' : 'remove',
        users: body.MemberList.map(({ Member_Account, Marks }) => ({ userId: Member_Account, marks: Marks })),
      }),
      toBody: ({ users }, { CommandType }) => ({
        CommandType,
        MemberList: users.map(({ userId, marks }) => ({ Member_Account: userId, Marks: marks })),
      }),
    }),
  ],
}
