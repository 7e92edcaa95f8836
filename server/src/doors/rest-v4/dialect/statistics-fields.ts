import type { DayOfStatistics } from '@plenum/contract'

/** Every figure is a text. Not counted and so 0: changes of friendships. */
export function statisticsFields(day: DayOfStatistics): Record<string, string> {
  const figures = {
    ActiveUserNum: day.dau,
    RegistUserNumOneDay: day.usersRegistered,
    RegistUserNumTotal: day.users,
    LoginTimes: day.logins,
    LoginUserNum: day.dau,
    UpMsgNum: day.directMessages + day.groupMessages,
    // Each message to a user has one receiver.
    DownMsgNum: day.directMessages + day.groupReceivers,
    SendMsgUserNum: day.senders,
    APNSMsgNum: day.directPushes + day.groupPushes,
    C2CAPNSMsgNum: day.directPushes,
    GroupAPNSMsgNum: day.groupPushes,
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
    MaxOnlineNum: day.onlinePeak,
    ChainIncrease: 0,
    ChainDecrease: 0,
    CallBackReq: day.callbacks,
    CallBackRsp: day.callbacksAnswered,
  }
  return Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, String(figure)]))
}
