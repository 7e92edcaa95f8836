import { expect } from 'vitest'
import { type Call, groupId, nextRandom, now, text } from './scene.ts'

/** Whatever the caller's arrays hold: flags as numbers, empty texts and lists. */
export const php: Call[] = [
  ['im_open_login_svc/account_import', () => ({ UserID: 'fay', Nick: 'Fay', FaceUrl: '' })],
  [
    'group_open_http_svc/add_group_member',
    () => ({ GroupId: groupId, Silence: 0, MemberList: [{ Member_Account: 'dan' }, { Member_Account: 'ben' }] }),
    { MemberList: [{ Result: 1 }, { Result: 2 }] },
  ],
  ['group_open_http_svc/get_group_info', () => ({ GroupIdList: [groupId] })],
  [
    'group_open_http_svc/get_group_info',
    () => ({ GroupIdList: [groupId], ResponseFilter: [] }),
    { GroupInfo: [{ Type: 'Public', MemberList: [{}, {}, {}, {}] }] },
  ],
  ['group_open_http_svc/get_joined_group_list', () => ({ Member_Account: 'ben', GroupType: '', ResponseFilter: [] }), { TotalCount: 1 }],
  [
    'group_open_http_svc/create_group',
    () => ({
      Owner_Account: 'ann',
      Type: 'Public',
      GroupId: '',
      Name: 'x',
      Introduction: '',
      Notification: '',
      FaceUrl: '',
      MaxMemberCount: 0,
      ApplyJoinOption: '',
      AppDefinedData: [],
      MemberList: [],
    }),
  ],
  [
    'group_open_http_svc/modify_group_base_info',
    () => ({
      GroupId: groupId,
      Name: 'x',
      Introduction: '',
      Notification: '',
      FaceUrl: '',
      ApplyJoinOption: '',
      AppDefinedData: [],
    }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      From_Account: '',
      Random: nextRandom(),
      MsgPriority: '',
      MsgBody: text,
      ForbidCallbackControl: [],
      SendMsgControl: [],
      GroupAtInfo: [],
      CloudCustomData: '',
      To_Account: [],
    }),
  ],
  ['group_open_http_svc/send_group_msg', () => ({ GroupId: groupId, MsgRandom: nextRandom(), MsgBody: text })],
  ['ConfigSvc/GetIPList', () => [], { IPList: expect.any(Array) }],
  ['all_member_push/im_get_attr_name', () => [], { AttrNames: {} }],
  ['group_open_http_svc/get_appid_group_list', () => [], { GroupIdList: expect.any(Array) }],
  [
    'openim/sendmsg',
    () => ({ SyncOtherMachine: 1, From_Account: 'ann', To_Account: 'ben', MsgLifeTime: 604800, MsgRandom: now, MsgBody: text }),
  ],
  [
    'openim/sendmsg',
    () => ({
      SyncOtherMachine: 2,
      From_Account: '',
      To_Account: 'ben',
      MsgSeq: 0,
      MsgRandom: nextRandom(),
      MsgBody: text,
      CloudCustomData: '',
      SendMsgControl: [],
      ForbidCallbackControl: [],
    }),
  ],
  ['openim/get_c2c_unread_msg_num', () => ({ To_Account: 'ben', Peer_Account: [] }), { AllC2CUnreadMsgNum: expect.any(Number) }],
  [
    'sns/friend_add',
    () => ({
      From_Account: 'ann',
      AddFriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Web' }],
      AddType: 'Add_Type_Both',
      ForceAddFlags: 1,
    }),
    { ResultItem: [{ ResultCode: 0 }] },
  ],
  ['sns/friend_delete_all', () => ({ From_Account: 'ann' })],
  ['group_open_http_svc/get_group_attr', () => ({ GroupId: groupId })],
]
