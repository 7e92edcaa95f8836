import { communityPrefix, type Group, type GroupType, isCommunityId, printable, Refusal, topicMark } from '@plenum/contract'
import { randomText } from '../../platform/ids.ts'

const assigned = '@TGS#'
const idLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const customBytesMax = 48
/** The first character of an assigned id says the type (groups.md 5). */
const firstLetters: Record<GroupType, string> = { Work: '1', Public: '2', Meeting: '3', AVChatRoom: 'a', Community: 'c' }

/** Such as `@TGS#2J4SZEAEL` or `@TGS#_@TGS#cQVLVHIM62CJ`. Among 36^8 nobody meets one that is taken. */
export function newGroupId(type: GroupType): string {
  if (type === 'Community') return `${communityPrefix}${assigned}c${randomText(11, idLetters)}`
  return `${assigned}${firstLetters[type]}${randomText(8, idLetters)}`
}

/** An id that no group has must not be looked up: under it may stand a conversation of a topic, or of two users. */
export function refuseForeignId(input: unknown): void {
  const { groupId } = input as { groupId?: unknown }
  if (typeof groupId === 'string') refuseNoGroup(groupId)
}

function refuseNoGroup(groupId: string): void {
  if (!printable.test(groupId)) throw invalid('it is printable ASCII')
  if (groupId.includes(topicMark)) throw invalid(`${topicMark} stands in ids of topics`)
}

const invalid = (reason: string) => new Refusal('group_id_invalid', { reason })

/** The id the app chose for its group. */
export function checkedGroupId(groupId: string, type: GroupType): string {
  refuseNoGroup(groupId)
  if (groupId.length > customBytesMax) throw invalid(`it has at most ${customBytesMax} bytes`)
  if (type === 'Community') {
    if (!isCommunityId(groupId) || groupId === communityPrefix) throw invalid(`that of a community begins with ${communityPrefix}`)
    return groupId
  }
  if (groupId.startsWith(assigned)) throw invalid(`${assigned} begins the ids that Plenum assigns`)
  return groupId
}

type ApplyJoinOption = 'FreeAccess' | 'NeedPermission' | 'DisableApply'
type InviteJoinOption = 'FreeAccess' | 'NeedPermission' | 'DisableInvite'

/** How a type behaves where the app says nothing. */
export const defaultsOf: Record<GroupType, { apply: ApplyJoinOption; invite: InviteJoinOption }> = {
  Work: { apply: 'DisableApply', invite: 'FreeAccess' },
  Public: { apply: 'NeedPermission', invite: 'DisableInvite' },
  Meeting: { apply: 'FreeAccess', invite: 'DisableInvite' },
  AVChatRoom: { apply: 'FreeAccess', invite: 'DisableInvite' },
  Community: { apply: 'FreeAccess', invite: 'FreeAccess' },
}

/** Nobody can apply to a Work group, and a Community ignores the option. */
export function applyOptionFor(type: GroupType, wanted: ApplyJoinOption | undefined): ApplyJoinOption {
  const isFixed = type === 'Work' || type === 'Community'
  return isFixed ? defaultsOf[type].apply : (wanted ?? defaultsOf[type].apply)
}

export function storesMembers(type: GroupType): boolean {
  return type !== 'AVChatRoom'
}

export function hasAdmins(type: GroupType): boolean {
  return type !== 'Work' && type !== 'AVChatRoom'
}

/** Members are muted one by one everywhere but in Work groups. */
export function mutesMembers(type: GroupType): boolean {
  return type !== 'Work'
}

export function countsUnread(type: GroupType): boolean {
  return type !== 'Meeting' && type !== 'AVChatRoom'
}

const toldFields = ['name', 'introduction', 'notification', 'faceUrl', 'muteAll', 'applyJoinOption'] as const
type Told = Pick<Group, (typeof toldFields)[number]>

/** What of a change of the profile the group is told; null: nothing of it is different now. */
export function toldChanges(before: Group, changes: { [Field in keyof Told]?: Told[Field] | undefined }): Partial<Told> | null {
  const different = toldFields.flatMap((field) => {
    const value = changes[field]
    return value === undefined || value === before[field] ? [] : [[field, value] as const]
  })
  return different.length > 0 ? Object.fromEntries(different) : null
}

/** Is this within the life of the group? Times of the public dialect are whole seconds. */
export function isJoinTime(joinedAt: Date, createdAt: Date, now: Date): boolean {
  return joinedAt >= new Date(Math.floor(createdAt.getTime() / 1000) * 1000) && joinedAt <= now
}
