import {
  groupId as GroupId,
  groupFaceUrl,
  groupIntroduction,
  groupNotification,
  type Topic,
  topicCustomString,
  topicId,
  topicName,
} from '@plenum/contract'
import { z } from 'zod'
import { mutedUntilSeconds, unixSecondsOf, unlessEmpty } from './spelling.ts'

export const topicProfile = {
  CustomString: topicCustomString.optional(),
  FaceUrl: groupFaceUrl.optional(),
  Notification: groupNotification.optional(),
  Introduction: groupIntroduction.optional(),
}

export const newTopic = z.object({
  GroupId,
  TopicName: topicName,
  TopicId: unlessEmpty(topicId),
  From_Account: unlessEmpty(z.string()),
  ...topicProfile,
})

export function newTopicInput(body: z.output<typeof newTopic>) {
  return {
    groupId: body.GroupId,
    topicId: body.TopicId,
    creatorId: body.From_Account,
    name: body.TopicName,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    customString: body.CustomString,
  }
}

/** `GroupID` is the documented spelling here; everywhere else it is `GroupId`. */
export function topicFields(topic: Topic): Record<string, unknown> {
  const muteAll = topic.muteAll ? 'On' : 'Off'
  return {
    TopicName: topic.name,
    GroupID: topic.groupId,
    GroupId: topic.groupId,
    FaceUrl: topic.faceUrl,
    Notification: topic.notification,
    Introduction: topic.introduction,
    CreateTime: unixSecondsOf(topic.createdAt),
    LastMsgTime: topic.lastMessageAt === null ? 0 : unixSecondsOf(topic.lastMessageAt),
    NextMsgSeq: topic.nextSequence,
    MuteAllMember: muteAll,
    ShutUpAllMember: muteAll,
    // The Java SDK's name.
    ShutUpAllFlag: Number(topic.muteAll),
    CustomString: topic.customString,
  }
}

export function topicSelfFields({ mutedUntil, readSequence, msgFlag }: NonNullable<Topic['self']>): Record<string, unknown> {
  return { ShutUpTime: mutedUntilSeconds(mutedUntil), MsgSeq: readSequence, MsgFlag: msgFlag }
}
