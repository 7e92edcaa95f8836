import type { Group, Member } from '@plenum/contract'
import { documentedType, unixSecondsOf } from './spelling.ts'

/** A group as the public dialect spells it, with the names of both generations. */
export function groupFields(group: Group, { sdkAppId }: { sdkAppId: number }): Record<string, unknown> {
  const muteAll = group.muteAll ? 'On' : 'Off'
  return {
    Type: documentedType(group.type),
    Name: group.name,
    Appid: sdkAppId,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
    Owner_Account: group.ownerId ?? '',
    CreateTime: unixSecondsOf(group.createdAt),
    InfoSeq: group.infoSeq,
    LastInfoTime: unixSecondsOf(group.infoChangedAt),
    LastMsgTime: group.lastMessageAt === null ? 0 : unixSecondsOf(group.lastMessageAt),
    NextMsgSeq: group.nextSequence,
    MemberNum: group.memberCount,
    /** 0: unlimited. */
    MaxMemberNum: group.memberMax ?? 0,
    ApplyJoinOption: group.applyJoinOption,
    InviteJoinOption: group.inviteJoinOption,
    MuteAllMember: muteAll,
    ShutUpAllMember: muteAll,
    ...(group.type === 'Community' && { SupportTopic: Number(group.supportsTopics) }),
  }
}

export function memberFields(member: Member): Record<string, unknown> {
  return {
    ...selfFields(member),
    LastSendMsgTime: 0,
    MuteUntil: 0,
    ShutUpUntil: 0,
    NameCard: member.nameCard,
    AppMemberDefinedData: [],
  }
}

/** What a user may ask about the own membership. */
export function selfFields({ role, joinedAt, msgFlag }: Pick<Member, 'role' | 'joinedAt' | 'msgFlag'>): Record<string, unknown> {
  return { Role: role, JoinTime: unixSecondsOf(joinedAt), MsgSeq: 0, MsgFlag: msgFlag }
}
