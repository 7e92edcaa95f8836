import {
  applyJoinOption,
  groupFaceUrl,
  groupIntroduction,
  groupMemberMax,
  groupName,
  groupNotification,
  inviteJoinOption,
} from '@plenum/contract'
import { z } from 'zod'
import { customData, flag, presentType, typeName, unlessEmpty, unlessUnset } from '../../dialect/spelling.ts'

/** What may be said of a group at its creation and later. */
export const profile = {
  Introduction: groupIntroduction.optional(),
  Notification: groupNotification.optional(),
  FaceUrl: groupFaceUrl.optional(),
  ApplyJoinOption: unlessEmpty(applyJoinOption),
  InviteJoinOption: unlessEmpty(inviteJoinOption),
  AppDefinedData: customData,
}

export const newGroup = {
  Type: typeName,
  Name: groupName,
  Owner_Account: unlessEmpty(z.string()),
  GroupId: unlessEmpty(z.string()),
  ...profile,
  MaxMemberCount: unlessUnset(groupMemberMax),
  SupportTopic: flag,
}

const newGroupBody = z.object(newGroup)

/** Of a creation or an import. */
export function groupInput(body: z.output<typeof newGroupBody>) {
  const type = presentType(body.Type)
  return {
    type,
    name: body.Name,
    groupId: body.GroupId,
    ownerId: body.Owner_Account,
    introduction: body.Introduction,
    notification: body.Notification,
    faceUrl: body.FaceUrl,
    memberMax: type === 'AVChatRoom' ? undefined : body.MaxMemberCount,
    applyJoinOption: body.ApplyJoinOption,
    inviteJoinOption: body.InviteJoinOption,
    supportsTopics: body.SupportTopic,
    custom: body.AppDefinedData,
  }
}
