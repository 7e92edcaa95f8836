import { expect } from 'vitest'
import { type Call, groupId, live, nextRandom, now, scene, text } from './scene.ts'

/** Structures without omitempty: what is not set is zero, empty or null. */
export const go: Call[] = [
  ['im_open_login_svc/account_import', () => ({ Identifier: 'fay', Nick: '', FaceUrl: '' })],
  [
    'im_open_login_svc/account_check',
    () => ({ CheckItem: [{ UserID: 'fay' }] }),
    { ResultItem: [{ UserID: 'fay', ResultCode: 0, AccountStatus: 'Imported' }] },
  ],
  ['im_open_login_svc/kick', () => ({ Identifier: 'fay' })],
  [
    'openim/query_online_status',
    () => ({ To_Account: ['ann'], IsNeedDetail: 0 }),
    { QueryResult: [{ To_Account: 'ann', Status: 'Offline', State: 'Offline' }] },
  ],
  [
    'group_open_http_svc/get_appid_group_list',
    () => ({ Limit: 1, Type: 'Public' }),
    { TotalCount: 1, Next: expect.any(Number), GroupIdList: [{ GroupId: groupId }] },
  ],
  [
    'group_open_http_svc/create_group',
    () => ({
      Type: 'ChatRoom',
      Name: 'Meeting',
      MemberList: [{ Member_Account: 'ben', Role: 'Admin', ShutUpUntil: 0, AppMemberDefinedData: [] }],
    }),
  ],
  [
    'group_open_http_svc/get_group_info',
    () => ({
      GroupIdList: [groupId],
      ResponseFilter: { GroupBaseInfoFilter: ['Name', 'ShutUpAllMember'], MemberInfoFilter: ['Member_Account', 'ShutUpUntil'] },
    }),
    {
      GroupInfo: [
        { GroupId: groupId, ErrorCode: 0, ShutUpAllMember: 'Off', MemberList: [{ Member_Account: 'ann', ShutUpUntil: 0 }, {}, {}] },
      ],
    },
  ],
  [
    'group_open_http_svc/get_group_member_info',
    () => ({
      GroupId: groupId,
      Limit: 0,
      Offset: 0,
      MemberInfoFilter: null,
      MemberRoleFilter: null,
      AppDefinedDataFilter_GroupMember: null,
    }),
    { MemberNum: 3, MemberList: [{ Role: 'Owner', ShutUpUntil: 0 }, {}, {}] },
  ],
  [
    'group_open_http_svc/get_group_member_info',
    () => ({ GroupId: groupId, Limit: 10, Offset: 0, MemberInfoFilter: [], MemberRoleFilter: [], AppDefinedDataFilter_GroupMember: [] }),
    { MemberNum: 3, MemberList: [{ Member_Account: 'ann', Role: 'Owner' }, {}, {}] },
  ],
  ['group_open_http_svc/modify_group_base_info', () => ({ GroupId: groupId, Name: 'Roses', ShutUpAllMember: 'On' })],
  ['group_open_http_svc/modify_group_base_info', () => ({ GroupId: groupId, ShutUpAllMember: 'Off' })],
  [
    'group_open_http_svc/add_group_member',
    () => ({ GroupId: groupId, MemberList: [{ Member_Account: 'dan' }] }),
    { MemberList: [{ Member_Account: 'dan', Result: 1 }] },
  ],
  ['group_open_http_svc/delete_group_member', () => ({ GroupId: groupId, Silence: 0, Reason: '', MemberToDel_Account: ['dan'] })],
  ['group_open_http_svc/modify_group_member_info', () => ({ GroupId: groupId, Member_Account: 'ben', NameCard: 'Ben', ShutUpUntil: 0 })],
  [
    'group_open_http_svc/get_joined_group_list',
    () => ({
      Member_Account: 'ann',
      Type: 'Public',
      ResponseFilter: { GroupBaseInfoFilter: ['Type', 'ShutUpAllMember'], SelfInfoFilter: ['Role'] },
    }),
    { TotalCount: 1, GroupIdList: [{ GroupId: groupId, Type: 'Public', ShutUpAllMember: 'Off', SelfInfo: { Role: 'Owner' } }] },
  ],
  [
    'group_open_http_svc/get_role_in_group',
    () => ({ GroupId: groupId, User_Account: ['ann', 'eve'] }),
    { UserIdList: [{ Role: 'Owner' }, { Role: 'NotMember' }] },
  ],
  ['group_open_http_svc/forbid_send_msg', () => ({ GroupId: groupId, Members_Account: ['cy'], ShutUpTime: 60 })],
  [
    'group_open_http_svc/get_group_shutted_uin',
    () => ({ GroupId: groupId }),
    { ShuttedUinList: [{ Member_Account: 'cy', ShuttedUntil: now + 60 }] },
  ],
  ['group_open_http_svc/forbid_send_msg', () => ({ GroupId: groupId, Members_Account: ['cy'], ShutUpTime: 0 })],
  [
    'group_open_http_svc/send_group_msg',
    () => ({ GroupId: groupId, Random: nextRandom(), From_Account: 'ben', MsgBody: text, MsgOnlineOnlyFlag: 1 }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgPriority: 'High',
      MsgBody: text,
      SendMsgControl: ['NoUnread'],
      ForbidCallbackControl: ['ForbidBeforeSendMsgCallback'],
      OfflinePushInfo: { PushFlag: 0, Title: 'x', AndroidInfo: { VIVOClassification: 1 }, ApnsInfo: {} },
      CloudCustomData: 'x',
      GroupAtInfo: [{ GroupAtAllFlag: 1 }, { GroupAtAllFlag: 0, GroupAt_Account: 'ben' }],
    }),
    { MsgSeq: expect.any(Number), MsgTime: now },
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgBody: [{ MsgType: 'TIMSoundElem', MsgContent: { Url: 'https://x', Size: 0, Second: 0, Download_Flag: 2 } }],
    }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgBody: [{ MsgType: 'TIMFileElem', MsgContent: { Url: 'https://x', FileSize: 0, FileName: '', Download_Flag: 2 } }],
    }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgBody: [
        {
          MsgType: 'TIMVideoFileElem',
          MsgContent: {
            VideoUrl: 'https://x',
            VideoSize: 0,
            VideoSecond: 0,
            VideoFormat: '',
            VideoDownloadFlag: 2,
            ThumbUrl: '',
            ThumbSize: 0,
            ThumbWidth: 0,
            ThumbHeight: 0,
            ThumbFormat: '',
            ThumbDownloadFlag: 2,
          },
        },
      ],
    }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgBody: [
        {
          MsgType: 'TIMImageElem',
          MsgContent: { UUID: '', ImageFormat: 0, ImageInfoArray: [{ Type: 1, Size: 0, Width: 0, Height: 0, URL: 'https://x' }] },
        },
      ],
    }),
  ],
  [
    'group_open_http_svc/send_group_msg',
    () => ({
      GroupId: groupId,
      Random: nextRandom(),
      MsgBody: [
        { MsgType: 'TIMLocationElem', MsgContent: { Desc: '', Latitude: 1, Longitude: 2.5 } },
        { MsgType: 'TIMFaceElem', MsgContent: { Index: 0, Data: '' } },
        { MsgType: 'TIMCustomElem', MsgContent: { Desc: '', Data: 'x', Ext: '', Sound: '' } },
      ],
    }),
  ],
  ['group_open_http_svc/send_group_system_notification', () => ({ GroupId: groupId, Content: 'x' })],
  [
    'group_open_http_svc/group_msg_get_simple',
    () => ({ GroupId: groupId, ReqMsgSeq: 0, ReqMsgNumber: 2 }),
    { IsFinished: expect.any(Number), RspMsgList: [{ MsgSeq: expect.any(Number), IsPlaceMsg: 0 }, {}] },
  ],
  [
    'group_open_http_svc/group_msg_recall',
    () => ({ GroupId: groupId, MsgSeqList: [{ MsgSeq: 1 }] }),
    { RecallRetList: [{ MsgSeq: 1, RetCode: 0 }], Results: [{ MsgSeq: 1, RetCode: 0 }] },
  ],
  ['group_open_http_svc/delete_group_msg_by_sender', () => ({ GroupId: groupId, Sender_Account: 'ben' })],
  ['group_open_http_svc/change_group_owner', () => ({ GroupId: groupId, NewOwner_Account: 'ben' })],
  ['group_open_http_svc/import_group', () => ({ GroupId: 'moved', Type: 'Private', Name: 'Moved', CreateTime: now - 1000 })],
  ['group_open_http_svc/import_group', () => ({ GroupId: 'moved-now', Type: 'Public', Name: 'Moved', CreateTime: 0 })],
  [
    'group_open_http_svc/import_group_member',
    () => ({
      GroupId: 'moved',
      MemberList: [
        { Member_Account: 'ann', JoinTime: now - 900, ShutUpUntil: 0 },
        { Member_Account: 'ben', ShutUpUntil: 0, UnreadMsgNum: 1 },
      ],
    }),
    { MemberList: [{ Result: 1 }, { Result: 1 }] },
  ],
  [
    'group_open_http_svc/import_group_msg',
    () => ({ GroupId: 'moved', MsgList: [{ From_Account: 'ann', MsgBody: text, SendTime: now - 800 }] }),
    { ImportMsgResult: [{ MsgSeq: 1, MsgTime: now - 800, Result: 0 }] },
  ],
  ['group_open_http_svc/set_unread_msg_num', () => ({ GroupId: 'moved', Member_Account: 'ann', UnreadMsgNum: 1 })],
  ['group_open_http_svc/get_online_member_num', () => ({ GroupId: live }), { OnlineMemberNum: 0 }],
  ['group_open_http_svc/destroy_group', () => ({ GroupId: 'moved' })],
  [
    'openim/sendmsg',
    () => ({
      From_Account: 'ann',
      To_Account: 'ben',
      MsgRandom: nextRandom(),
      MsgTimeStamp: now,
      MsgBody: text,
      SyncOtherMachine: 1,
      SendMsgControl: ['NoUnread'],
    }),
    { MsgKey: expect.any(String), MsgTime: now },
  ],
  ['openim/batchsendmsg', () => ({ To_Account: ['ann', 'ben'], MsgRandom: nextRandom(), MsgBody: text }), { MsgKey: expect.any(String) }],
  [
    'openim/importmsg',
    () => ({
      From_Account: 'ann',
      To_Account: 'ben',
      MsgRandom: nextRandom(),
      MsgTimeStamp: now - 500,
      MsgBody: text,
      SyncFromOldSystem: 1,
    }),
  ],
  [
    'openim/admin_getroammsg',
    () => ({ From_Account: 'ann', To_Account: 'ben', MaxCnt: 100, MinTime: now - 1000, MaxTime: now + 10 }),
    { Complete: 1, MsgCnt: expect.any(Number), MsgList: expect.arrayContaining([expect.objectContaining({ MsgFlagBits: 0 })]) },
  ],
  ['openim/admin_set_msg_read', () => ({ Report_Account: 'ben', Peer_Account: 'ann' })],
  ['openim/get_c2c_unread_msg_num', () => ({ To_Account: 'ben' }), { AllC2CUnreadMsgNum: expect.any(Number) }],
  [
    'openim/get_c2c_unread_msg_num',
    () => ({ To_Account: 'ben', Peer_Account: ['ann', 'nobody'] }),
    { C2CUnreadMsgNumList: [{ Peer_Account: 'ann', C2CUnreadMsgNum: 0 }], ErrorList: [{ Peer_Account: 'nobody', ErrorCode: 70107 }] },
  ],
  ['openim/admin_msgwithdraw', () => ({ From_Account: 'ann', To_Account: 'ben', MsgKey: scene.saidKey })],
  [
    'sns/friend_add',
    () => ({
      From_Account: 'ann',
      AddFriendItem: [{ To_Account: 'ben', AddSource: 'AddSource_Type_Android', Remark: '', GroupName: '', AddWording: '' }],
      AddType: '',
      ForceAddFlags: 0,
    }),
    { ResultItem: [{ To_Account: 'ben', ResultCode: expect.any(Number) }] },
  ],
  [
    'sns/friend_import',
    () => ({
      From_Account: 'ann',
      AddFriendItem: [{ To_Account: 'cy', AddSource: 'AddSource_Type_Android', Remark: '', AddWording: '', AddTime: 0, RemarkTime: 0 }],
    }),
    { ResultItem: [{ To_Account: 'cy', ResultCode: 0 }] },
  ],
  [
    'sns/friend_update',
    () => ({ From_Account: 'ann', UpdateItem: [{ To_Account: 'cy', SnsItem: [{ Tag: 'Tag_SNS_IM_Remark', Value: 'C' }] }] }),
    { ResultItem: [{ ResultCode: 0 }] },
  ],
  [
    'sns/friend_check',
    () => ({ From_Account: 'ann', To_Account: ['cy', 'eve'], CheckType: 'CheckResult_Type_Single' }),
    { InfoItem: [{ Relation: 'CheckResult_Type_AWithB' }, { Relation: 'CheckResult_Type_NoRelation' }] },
  ],
  [
    'sns/friend_get',
    () => ({ From_Account: 'ann', StartIndex: 0, StandardSequence: 0, CustomSequence: 0 }),
    { CompleteFlag: 1, FriendNum: expect.any(Number), UserDataItem: expect.any(Array) },
  ],
  [
    'sns/friend_get_list',
    () => ({ From_Account: 'ann', To_Account: ['cy'], TagList: ['Tag_Profile_IM_Nick', 'Tag_SNS_IM_Remark'] }),
    { InfoItem: [{ To_Account: 'cy', SnsProfileItem: expect.any(Array), ResultCode: 0 }] },
  ],
  ['sns/group_add', () => ({ From_Account: 'ann', GroupName: ['work'], To_Account: null }), { CurrentSequence: expect.any(Number) }],
  [
    'sns/group_get',
    () => ({ From_Account: 'ann', LastSequence: 0, NeedFriend: '', GroupName: null }),
    { ResultItem: [{ GroupName: 'work', FriendNumber: 0 }] },
  ],
  ['sns/group_delete', () => ({ From_Account: 'ann', GroupName: ['work'] })],
  ['sns/friend_delete', () => ({ From_Account: 'ann', To_Account: ['cy'], DeleteType: '' }), { ResultItem: [{ ResultCode: 0 }] }],
  ['sns/friend_delete_all', () => ({ From_Account: 'ann', DeleteType: '' })],
  ['sns/black_list_add', () => ({ From_Account: 'ann', To_Account: ['eve'] }), { ResultItem: [{ ResultCode: 0 }] }],
  [
    'sns/black_list_get',
    () => ({ From_Account: 'ann', StartIndex: 0, MaxLimited: 20, LastSequence: 0 }),
    {
      StartIndex: 0,
      CurruentSequence: expect.any(Number),
      CurrentSequence: expect.any(Number),
      BlackListItem: [{ To_Account: 'eve', AddBlackTimeStamp: now }],
    },
  ],
  [
    'sns/black_list_check',
    () => ({ From_Account: 'ann', To_Account: ['eve'], CheckType: 'BlackCheckResult_Type_Both' }),
    { BlackListCheckItem: [{ To_Account: 'eve', Relation: 'BlackCheckResult_Type_AWithB' }] },
  ],
  ['sns/black_list_delete', () => ({ From_Account: 'ann', To_Account: ['eve'] })],
  [
    'profile/portrait_set',
    () => ({
      From_Account: 'ann',
      ProfileItem: [
        { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
        { Tag: 'Tag_Profile_IM_BirthDay', Value: 19900101 },
        { Tag: 'Tag_Profile_IM_Gender', Value: 'Gender_Type_Female' },
      ],
    }),
  ],
  [
    'profile/portrait_get',
    () => ({ To_Account: ['ann'], TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_BirthDay'] }),
    {
      UserProfileItem: [
        { To_Account: 'ann', ResultCode: 0, ProfileItem: expect.arrayContaining([{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }]) },
      ],
    },
  ],
  [
    'recentcontact/get_list',
    () => ({ From_Account: 'ann', TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 }),
    { CompleteFlag: 1, SessionItem: expect.any(Array), TopTimeStamp: expect.any(Number) },
  ],
  ['recentcontact/delete', () => ({ From_Account: 'ann', type: 1, To_Account: 'ben' })],
  ['all_member_push/im_set_attr_name', () => ({ AttrNames: { 0: 'sex', 1: 'city' } })],
  ['all_member_push/im_get_attr_name', () => ({}), { AttrNames: { 0: 'sex', 1: 'city' } }],
  ['all_member_push/im_set_attr', () => ({ UserAttrs: [{ To_Account: 'ann', Attrs: { sex: 'f', city: 'x' } }] })],
  ['all_member_push/im_get_attr', () => ({ To_Account: ['ann'] }), { UserAttrs: [{ To_Account: 'ann', Attrs: { sex: 'f', city: 'x' } }] }],
  ['all_member_push/im_remove_attr', () => ({ UserAttrs: [{ To_Account: 'ann', Attrs: ['sex'] }] })],
  ['all_member_push/im_add_tag', () => ({ UserTags: [{ To_Account: 'ann', Tags: ['a'] }] })],
  ['all_member_push/im_get_tag', () => ({ To_Account: ['ann'] }), { UserTags: [{ To_Account: 'ann', Tags: ['a'] }] }],
  ['all_member_push/im_remove_tag', () => ({ UserTags: [{ To_Account: 'ann', Tags: ['a'] }] })],
  ['all_member_push/im_remove_all_tags', () => ({ To_Account: ['ann'] })],
  [
    'all_member_push/im_push',
    () => ({
      From_Account: 'ann',
      Condition: { TagsAnd: ['a'], TagsOr: null, AttrsAnd: null, AttrsOr: null },
      MsgRandom: nextRandom(),
      MsgBody: text,
    }),
    { TaskId: expect.any(String) },
  ],
  ['openconfigsvr/setnospeaking', () => ({ Set_Account: 'eve', C2CmsgNospeakingTime: 0 })],
  ['openconfigsvr/getnospeaking', () => ({ Get_Account: 'eve' }), { C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 }],
  ['openconfigsvr/getappinfo', () => ({ RequestField: null }), { Result: [{ AppId: expect.any(String), UpMsgNum: expect.any(String) }] }],
  ['ConfigSvc/GetIPList', () => ({}), { IPList: expect.any(Array) }],
  ['im_open_login_svc/multiaccount_import', () => ({ Accounts: ['gus', 'ann'] }), { FailAccounts: [] }],
]
