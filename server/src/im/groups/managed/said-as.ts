import type { ParsedInput } from '@plenum/contract'
import { callOf } from './as-administrator.ts'

type Of<Name extends Parameters<typeof callOf>[0]> = ParsedInput<Name>

/** What a person does to a group, as an administrator of the app says it. */
export const saidAs = {
  create: ({ name, type, ownerId }: Of<'appGroup.create'>) => callOf('group.create', { name, type, ownerId }),
  update: ({ sdkAppId: _, ...changes }: Of<'appGroup.update'>) => callOf('group.update', changes),
  destroy: ({ groupId }: Of<'appGroup.destroy'>) => callOf('group.destroy', { groupId }),
  addMembers: ({ groupId, userIds }: Of<'appGroup.addMembers'>) => callOf('group.addMembers', { groupId, userIds }),
  removeMembers: ({ groupId, userIds }: Of<'appGroup.removeMembers'>) => callOf('group.removeMembers', { groupId, userIds }),
  send: ({ groupId, text, random }: Of<'appGroup.send'>) =>
    callOf('message.send', { groupId, random, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }] }),
}
