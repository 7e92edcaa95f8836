import type { CallbackName } from '@plenum/contract'

const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'A test of Plenum' } }]
const MemberList = [{ Member_Account: 'ann' }, { Member_Account: 'ben' }]
const PairList = [{ From_Account: 'ann', To_Account: 'ben' }]
const group = { GroupId: '@TGS#2TEST', Type: 'Public' }
const direct = { From_Account: 'ann', To_Account: 'ben' }
const topic = { GroupId: '@TGS#_@TGS#cTEST', Type: 'Community', TopicId: '@TGS#_@TGS#cTEST@TOPIC#_TEST' }
const Operator_Account = 'administrator'

const saidToUser = (at: Date) => ({
  ...direct,
  MsgSeq: 48374,
  MsgRandom: 2837546,
  MsgTime: Math.floor(at.getTime() / 1000),
  MsgKey: `48374_2837546_${Math.floor(at.getTime() / 1000)}`,
  OnlineOnlyFlag: 0,
  MsgBody,
  CloudCustomData: '',
})
const saidInGroup = { ...group, From_Account: 'ann', Operator_Account, Random: 2837546, OnlineOnlyFlag: 0, MsgBody, CloudCustomData: '' }
const friendItem = { To_Account: 'ben', Remark: '', GroupName: '', AddSource: 'AddSource_Type_Web', AddWording: '' }

/** Made-up content of each kind, for trying a receiver. */
export function sampleOf(command: CallbackName, at: Date): object {
  switch (command) {
    case 'State.StateChange':
      return { Info: { Action: 'Login', To_Account: 'ann', Reason: 'Register' } }
    case 'Profile.CallbackPortraitSet':
      return { Operator_Account, From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }] }
    case 'Sns.CallbackPrevFriendAdd':
      return { Requester_Account: 'ann', From_Account: 'ann', FriendItem: [friendItem], AddType: 'Add_Type_Both', ForceAddFlags: 0 }
    case 'Sns.CallbackPrevFriendResponse':
      return {
        Requester_Account: 'ann',
        From_Account: 'ben',
        ResponseFriendItem: [{ To_Account: 'ann', Remark: '', TagName: '', ResponseAction: 'Response_Action_AgreeAndAdd' }],
      }
    case 'Sns.CallbackFriendAdd':
      return {
        PairList: PairList.map((pair) => ({ ...pair, Initiator_Account: 'ann' })),
        ClientCmd: 'friend_add',
        Admin_Account: Operator_Account,
        ForceFlag: 0,
      }
    case 'Sns.CallbackFriendDelete':
    case 'Sns.CallbackBlackListAdd':
    case 'Sns.CallbackBlackListDelete':
      return { PairList }
    case 'C2C.CallbackBeforeSendMsg':
      return saidToUser(at)
    case 'C2C.CallbackAfterSendMsg':
      return { ...saidToUser(at), SendMsgResult: 0, ErrorInfo: 'send msg succeed', UnreadMsgNum: 1 }
    case 'C2C.CallbackAfterMsgReport':
      return { Report_Account: 'ben', Peer_Account: 'ann', LastReadTime: Math.floor(at.getTime() / 1000), UnreadMsgNum: 0 }
    case 'C2C.CallbackAfterMsgWithDraw':
      return { ...direct, MsgKey: saidToUser(at).MsgKey, UnreadMsgNum: 0 }
    case 'Group.CallbackBeforeCreateGroup':
      return { Operator_Account, Owner_Account: 'ann', Type: 'Public', Name: 'Test', CreateGroupNum: 0, MemberList }
    case 'Group.CallbackAfterCreateGroup':
      return { ...group, Operator_Account, Owner_Account: 'ann', Name: 'Test', MemberList, UserDefinedDataList: [] }
    case 'Group.CallbackBeforeApplyJoinGroup':
      return { ...group, Requestor_Account: 'ann' }
    case 'Group.CallbackBeforeInviteJoinGroup':
      return { ...group, Operator_Account, DestinationMembers: MemberList }
    case 'Group.CallbackAfterNewMemberJoin':
      return { ...group, JoinType: 'Invited', Operator_Account, NewMemberList: MemberList }
    case 'Group.CallbackAfterMemberExit':
      return { ...group, ExitType: 'Kicked', Operator_Account, ExitMemberList: MemberList }
    case 'Group.CallbackBeforeSendMsg':
      return saidInGroup
    case 'Group.CallbackAfterSendMsg':
      return { ...saidInGroup, MsgSeq: 1, MsgTime: Math.floor(at.getTime() / 1000) }
    case 'Group.CallbackSendMsgException':
      return { ...saidInGroup, ErrorCode: 10017, ErrorInfo: 'muted' }
    case 'Group.CallbackAfterRecallMsg':
      return { ...group, Operator_Account, MsgSeqList: [{ MsgSeq: 1 }] }
    case 'Group.CallbackAfterGroupFull':
      return { GroupId: group.GroupId }
    case 'Group.CallbackAfterGroupDestroyed':
      return { ...group, Owner_Account: 'ann', Name: 'Test', MemberList }
    case 'Group.CallbackAfterGroupInfoChanged':
      return { ...group, Operator_Account, Notification: 'Test' }
    case 'Group.CallbackOnMemberStateChange':
      return { GroupId: '@TGS#aTEST', EventType: 'Offline', MemberList }
    case 'Group.CallbackBeforeCreateTopic':
      return { GroupId: topic.GroupId, Operator_Account, Type: 'Community', Name: 'Test' }
    case 'Group.CallbackAfterCreateTopic':
      return { ...topic, Operator_Account, Owner_Account: 'ann', Name: 'Test', UserDefinedDataList: [] }
    case 'Group.CallbackAfterTopicDestroyed':
      return { GroupId: topic.GroupId, Type: 'Community', TopicIdList: [topic.TopicId] }
    case 'Group.CallbackAfterTopicInfoChanged':
      return { ...topic, Operator_Account, Name: 'Test' }
  }
}
