import type { DayOfStatistics } from '@plenum/contract'

/** Every figure is a text. What only connections of clients can count is 0 until there are any. */
export function statisticsFields(day: DayOfStatistics): Record<string, string> {
  const figures = {
    ActiveUserNum: 0,
    RegistUserNumOneDay: day.usersRegistered,
    RegistUserNumTotal: day.users,
    LoginTimes: 0,
    LoginUserNum: 0,
    UpMsgNum: day.directMessages + day.groupMessages,
    // Each message to a user has one receiver.
    DownMsgNum: day.directMessages + day.groupReceivers,
    SendMsgUserNum: day.senders,
    APNSMsgNum: 0,
    C2CAPNSMsgNum: 0,
    GroupAPNSMsgNum: 0,
    C2CUpMsgNum: day.directMessages,
    C2CDownMsgNum: day.directMessages,
    C2CSendMsgUserNum: day.directSenders,
    GroupUpMsgNum: day.groupMessages,
    GroupDownMsgNum: day.groupReceivers,
    GroupSendMsgUserNum: day.groupSenders,
    GroupSendMsgGroupNum: day.groupsSpokenIn,
    GroupJoinGroupTimes: day.joins,
    GroupQuitGroupTimes: day.leaves,
    GroupNewGroupNum: day.groupsCreated,
    GroupAllGroupNum: day.groups,
    GroupDestroyGroupNum: day.groupsDisbanded,
    MaxOnlineNum: 0,
    ChainIncrease: 0,
    ChainDecrease: 0,
    CallBackReq: day.callbackRequests,
    CallBackRsp: day.callbackAnswers,
  }
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, String(figure)]))
}
