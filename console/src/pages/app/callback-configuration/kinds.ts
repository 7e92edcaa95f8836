import type { CallbackName } from '@plenum/contract'

/** As the page of the original groups them. */
export const kinds: { name: string; callbacks: CallbackName[] }[] = [
  { name: 'Online state', callbacks: ['State.StateChange'] },
  {
    name: 'Profile and relations',
    callbacks: [
      'Profile.CallbackPortraitSet',
      'Sns.CallbackPrevFriendAdd',
      'Sns.CallbackPrevFriendResponse',
      'Sns.CallbackFriendAdd',
      'Sns.CallbackFriendDelete',
      'Sns.CallbackBlackListAdd',
      'Sns.CallbackBlackListDelete',
    ],
  },
  {
    name: 'One-to-one',
    callbacks: ['C2C.CallbackBeforeSendMsg', 'C2C.CallbackAfterSendMsg', 'C2C.CallbackAfterMsgReport', 'C2C.CallbackAfterMsgWithDraw'],
  },
  {
    name: 'Groups, before',
    callbacks: [
      'Group.CallbackBeforeCreateGroup',
      'Group.CallbackBeforeApplyJoinGroup',
      'Group.CallbackBeforeInviteJoinGroup',
      'Group.CallbackBeforeSendMsg',
      'Group.CallbackBeforeCreateTopic',
    ],
  },
  {
    name: 'Groups, after',
    callbacks: [
      'Group.CallbackAfterCreateGroup',
      'Group.CallbackAfterNewMemberJoin',
      'Group.CallbackAfterMemberExit',
      'Group.CallbackAfterSendMsg',
      'Group.CallbackAfterRecallMsg',
      'Group.CallbackAfterGroupFull',
      'Group.CallbackAfterGroupDestroyed',
      'Group.CallbackAfterGroupInfoChanged',
      'Group.CallbackOnMemberStateChange',
      'Group.CallbackSendMsgException',
      'Group.CallbackAfterCreateTopic',
      'Group.CallbackAfterTopicDestroyed',
      'Group.CallbackAfterTopicInfoChanged',
    ],
  },
]
