import { expect } from 'vitest'
import { type Call, groupId, live, now, scene, text } from './scene.ts'

/** Fields that are not set are left out; lists and numbers are as documented in 2022 and later. */
export const java: Call[] = [
  ['im_open_login_svc/account_import', () => ({ UserID: 'fay', Nick: 'Fay', FaceUrl: 'https://x', Type: 0 })],
  ['im_open_login_svc/kick', () => ({ UserID: 'fay' })],
  [
    'openim/querystate',
    () => ({ To_Account: ['ann', 'nobody'], IsNeedDetail: 1 }),
    { QueryResult: [{ To_Account: 'ann', State: 'Offline', Status: 'Offline' }], ErrorList: [{ To_Account: 'nobody', ErrorCode: 70107 }] },
  ],
  ['group_open_http_svc/get_appid_group_list', () => ({ Limit: 10, Next: 0, GroupType: 'Public' })],
  [
    'group_open_http_svc/create_group',
    () => ({
      Type: 'AVChatRoom',
      Name: 'TestGroup',
      Owner_Account: 'ann',
      GroupId: 'MyFirstGroup',
      Introduction: 'i',
      Notification: 'n',
      FaceUrl: 'https://x',
      MaxMemberCount: 500,
      ApplyJoinOption: 'FreeAccess',
    }),
  ],
  [
    'group_open_http_svc/create_group',
    () => ({
      Type: 'Public',
      Name: 'Members',
      MemberList: [
        { Member_Account: 'ann', Role: 'Admin', JoinTime: now, MsgSeq: 0, MsgFlag: 'AcceptAndNotify', LastSendMsgTime: now, NameCard: 'x' },
      ],
    }),
  ],
  [
    'group_open_http_svc/get_group_info',
    () => ({ GroupIdList: [groupId] }),
    { GroupInfo: [{ ShutUpAllMember: 'Off', MuteAllMember: 'Off' }] },
  ],
  [
    'group_open_http_svc/get_group_member_info',
    () => ({ GroupId: groupId, Limit: 100, Offset: 0 }),
    { MemberList: [{ MuteUntil: 0, ShutUpUntil: 0 }, {}, {}] },
  ],
  [
    'group_open_http_svc/get_specified_group_member_info',
    () => ({ GroupId: groupId, Member_List_Account: ['ann'], MemberInfoFilter: ['Role'] }),
    { MemberList: [{ Member_Account: 'ann', Role: 'Owner' }] },
  ],
  [
    'group_open_http_svc/modify_group_base_info',
    () => ({
      GroupId: groupId,
      Name: 'groupName',
      Introduction: 'x',
      Notification: 'x',
      FaceUrl: 'https://x',
      MaxMemberNum: 500,
      ApplyJoinOption: 'NeedPermission',
      MuteAllMember: 'Off',
    }),
  ],
  ['group_open_http_svc/add_group_member', () => ({ GroupId: groupId, Silence: 1, MemberList: [{ Member_Account: 'dan' }] })],
  [
    'group_open_http_svc/modify_group_member_info',
    () => ({ GroupId: groupId, Member_Account: 'ben', Role: 'Admin', MsgFlag: 'AcceptNotNotify', NameCard: 'x', ShutUpTime: 0 }),
  ],
  [
    'group_open_http_svc/get_joined_group_list',
    () => ({ Member_Account: 'ann' }),
    { TotalCount: 2, GroupIdList: expect.arrayContaining([{ GroupId: groupId }]) },
  ],
  [
    'group_open_http_svc/get_joined_group_list',
    () => ({ Member_Account: 'ann', WithHugeGroups: 1, WithNoActiveGroups: 1, Limit: 10, Offset: 0, GroupType: '' }),
  ],
  ['group_open_http_svc/forbid_send_msg', () => ({ GroupId: groupId, Members_Account: ['ben'], MuteTime: 200 })],
  [
    'group_open_http_svc/get_group_muted_account',
    () => ({ GroupId: groupId }),
    { MutedAccountList: [{ Member_Account: 'ben', MutedUntil: now + 200 }] },
  ],
  ['group_open_http_svc/forbid_send_msg', () => ({ GroupId: groupId, Members_Account: ['ben'], ShutUpTime: 4294967295 })],
  [
    'group_open_http_svc/send_group_msg',
    () => ({ GroupId: groupId, Random: 1314, MsgBody: text, OnlineOnlyFlag: 0, MsgPriority: 'Normal', From_Account: 'ann' }),
    { MsgSeq: expect.any(Number) },
  ],
  ['group_open_http_svc/send_group_system_notification', () => ({ GroupId: groupId, Content: 'x', ToMembers_Account: ['ben'] })],
  ['group_open_http_svc/group_msg_get_simple', () => ({ GroupId: groupId, ReqMsgNumber: 1, ReqMsgSeq: 20 })],
  ['group_open_http_svc/import_group', () => ({ Type: 'Public', Name: 'groupName' })],
  ['group_open_http_svc/get_group_attr', () => ({ GroupId: groupId }), { GroupAttrAry: [] }],
  ['group_open_http_svc/modify_group_attr', () => ({ GroupId: groupId, GroupAttr: [{ key: 'isOpen', value: 'yes' }] })],
  ['group_open_http_svc/set_group_attr', () => ({ GroupId: groupId, GroupAttr: [{ Key: 'isOpen', Value: 'no' }] })],
  ['group_open_attr_http_svc/get_group_attr', () => ({ GroupId: groupId }), { GroupAttrAry: [{ key: 'isOpen', value: 'no' }] }],
  ['group_open_http_svc/clear_group_attr', () => ({ GroupId: groupId })],
  [
    'group_open_http_svc/update_group_counter',
    () => ({ GroupId: groupId, GroupCounter: [{ Key: 'likes', Value: 2 }], Mode: 'Increase' }),
    { GroupCounter: [{ Key: 'likes', Value: 2 }] },
  ],
  [
    'group_open_http_svc/get_group_counter',
    () => ({ GroupId: groupId, GroupCounterKeys: ['likes'] }),
    { GroupCounter: [{ Key: 'likes', Value: 2 }] },
  ],
  ['group_open_http_svc/delete_group_counter', () => ({ GroupId: groupId, GroupCounterKeys: ['likes'] })],
  ['group_open_avchatroom_http_svc/get_members', () => ({ GroupId: live, Timestamp: 0 }), { MemberList: [], NextTimestamp: 0 }],
  [
    'openim/sendmsg',
    () => ({
      To_Account: 'ben',
      From_Account: 'ann',
      MsgRandom: 123,
      MsgBody: text,
      SyncOtherMachine: 1,
      MsgTimeStamp: now,
      MsgLifeTime: 604800,
    }),
  ],
  ['openim/batchsendmsg', () => ({ To_Account: ['ann', 'ben'], MsgRandom: 123, MsgBody: text, SyncOtherMachine: 2, MsgSeq: 28460 })],
  [
    'openim/importmsg',
    () => ({ SyncFromOldSystem: 1, From_Account: 'ann', To_Account: 'ben', MsgRandom: 122, MsgTimeStamp: now - 100, MsgBody: text }),
  ],
  ['openim/admin_getroammsg', () => ({ Operator_Account: 'ann', Peer_Account: 'ben', MaxCnt: 123, MinTime: now - 60, MaxTime: now + 60 })],
  ['openim/admin_set_msg_read', () => ({ Report_Account: 'ann', Peer_Account: 'ben', MsgReadTime: String(now) })],
  ['openim/get_c2c_unread_msg_num', () => ({ To_Account: 'ben', Peer_Account: ['ann'] })],
  ['openim/modify_c2c_msg', () => ({ From_Account: 'ann', To_Account: 'ben', MsgKey: scene.saidKey, MsgBody: text, CloudCustomData: 'x' })],
  ['openim/modify_group_msg', () => ({ GroupId: groupId, MsgSeq: 1, MsgBody: text, CloudCustomData: 'x' })],
  [
    'recentcontact/get_list',
    () => ({ From_Account: 'ann', TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 15 }),
  ],
  ['recentcontact/delete', () => ({ From_Account: 'ann', Type: 2, ToGroupid: groupId, ClearRamble: 1 })],
  [
    'openconfigsvr/getappinfo',
    () => ({ RequestField: ['ChainDecrease', 'ChainIncrease'] }),
    { Result: [{ Date: '20221110', ChainDecrease: '0', ChainIncrease: '0' }] },
  ],
  ['openconfigsvr/setnospeaking', () => ({ Set_Account: 'eve', C2CmsgNospeakingTime: 4294967295, GroupmsgNospeakingTime: 7200 })],
]
