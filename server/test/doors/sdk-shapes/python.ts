import type { Call } from './scene.ts'

export const python: Call[] = [
  ['im_open_login_svc/account_import', () => ({ UserID: 'fay', Nick: null, FaceUrl: null })],
  ['im_open_login_svc/kick', () => ({ UserID: 'fay' })],
  [
    'openim/query_online_status',
    () => ({ IsNeedDetail: 1, To_Account: ['ann'] }),
    { QueryResult: [{ To_Account: 'ann', Status: 'Offline' }] },
  ],
  [
    'sns/friend_add',
    () => ({
      From_Account: 'ann',
      AddFriendItem: [{ To_Account: 'ben', Remark: '', GroupName: '', AddSource: 'AddSource_Type_web' }],
      AddType: 'Add_Type_Both',
      ForceAddFlags: 1,
    }),
    { ResultItem: [{ ResultCode: 0 }] },
  ],
  [
    'sns/friend_update',
    () => ({ From_Account: 'ann', UpdateItem: [{ To_Account: 'ben', SnsItem: [{ Tag: 'Tag_SNS_IM_Group', Value: ['work'] }] }] }),
    { ResultItem: [{ ResultCode: 0 }] },
  ],
  ['sns/friend_get', () => ({ From_Account: 'ann', StartIndex: 0 }), { FriendNum: 1, UserDataItem: [{ To_Account: 'ben' }] }],
  ['sns/group_add', () => ({ From_Account: 'ann', GroupName: ['home'], To_Account: ['ben'] })],
  ['sns/group_get', () => ({ From_Account: 'ann', NeedFriend: 'Need_Friend_Type_Yes' })],
  ['sns/group_delete', () => ({ From_Account: 'ann', GroupName: ['home'] })],
  ['sns/friend_delete', () => ({ From_Account: 'ann', To_Account: ['ben'], DeleteType: 'Delete_Type_Both' })],
]
