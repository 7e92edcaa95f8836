import type { CustomValues, Group, Member } from '@plenum/contract'
import { documentedType, filtered, mutedUntilSeconds, unixSecondsOf } from './spelling.ts'

type Fields = Record<string, unknown>

/** A group as the public dialect spells it, with the names of both generations. */
export function groupFields(group: Group, { sdkAppId }: { sdkAppId: number }): Fields {
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

/** What an answer is to say of members. */
interface MemberFilter {
  MemberInfoFilter?: string[] | undefined
  AppDefinedDataFilter_GroupMember?: string[] | undefined
}

/** The fields wanted, all without a filter; custom fields have one of their own. */
export function memberFields(member: Member, wanted: MemberFilter = {}): Fields {
  const { MemberInfoFilter: names, AppDefinedDataFilter_GroupMember: keys } = wanted
  const mutedUntil = mutedUntilSeconds(member.mutedUntil)
  const fields = {
    ...selfFields(member),
    LastSendMsgTime: member.lastSpokeAt === null ? 0 : unixSecondsOf(member.lastSpokeAt),
    MuteUntil: mutedUntil,
    ShutUpUntil: mutedUntil,
    NameCard: member.nameCard,
    AppMemberDefinedData: customFields(member.custom),
  }
  return {
    Member_Account: member.userId,
    ...filtered(fields, names),
    ...(keys && { AppMemberDefinedData: customFields(member.custom, keys) }),
  }
}

/** When each member last spoke is another look-up. */
export function asksForSpeaking({ MemberInfoFilter: names }: MemberFilter = {}): boolean {
  return !names || names.includes('LastSendMsgTime')
}

/** What a user may ask about the own membership. */
export function selfFields({
  role,
  joinedAt,
  msgFlag,
  readSequence,
}: Pick<Member, 'role' | 'joinedAt' | 'msgFlag' | 'readSequence'>): Fields {
  return { Role: role, JoinTime: unixSecondsOf(joinedAt), MsgSeq: readSequence, MsgFlag: msgFlag }
}

/** Those that have a value; without a filter all. */
export function customFields(values: CustomValues, keys?: string[]) {
  const wanted = keys ? values.filter(({ key }) => keys.includes(key)) : values
  return wanted.map(({ key, value }) => ({ Key: key, Value: value }))
}
