import { type GroupType, groupTypes, type Member } from '@plenum/contract'
import type { RightTo } from '../../limits/members.ts'

export type Role = Member['role']
/** Of somebody in a group; null: no member. */
export type Standing = Role | null

const rank: Record<Role, number> = { Owner: 3, Admin: 2, Member: 1 }
const roles = Object.keys(rank) as Role[]
const rankOf = (standing: Standing) => (standing === null ? 0 : rank[standing])

/** The least role that may, by type of group (groups.md 3); null: nobody but the app's administrator. */
const least = {
  /** Name, texts and picture; attributes of the group. */
  changeProfile: { Work: 'Member', Public: 'Admin', Meeting: 'Admin', AVChatRoom: 'Owner', Community: 'Admin' },
  /** Maximum of members, options of joining. */
  changeSettings: { Work: 'Owner', Public: 'Admin', Meeting: 'Admin', AVChatRoom: 'Owner', Community: 'Admin' },
  muteAll: { Work: null, Public: 'Admin', Meeting: 'Admin', AVChatRoom: 'Owner', Community: 'Admin' },
  muteMembers: { Work: null, Public: 'Admin', Meeting: 'Admin', AVChatRoom: 'Owner', Community: 'Admin' },
  removeMembers: { Work: 'Owner', Public: 'Admin', Meeting: 'Admin', AVChatRoom: null, Community: 'Admin' },
  /** groups.md 3: in place of removing. */
  banMembers: { Work: null, Public: null, Meeting: null, AVChatRoom: 'Owner', Community: null },
  nameMembers: { Work: 'Owner', Public: 'Admin', Meeting: 'Admin', AVChatRoom: null, Community: 'Admin' },
  answerApplications: { Work: 'Owner', Public: 'Admin', Meeting: 'Admin', AVChatRoom: null, Community: 'Admin' },
  appointAdmins: { Work: null, Public: 'Owner', Meeting: 'Owner', AVChatRoom: null, Community: 'Owner' },
  transfer: { Work: 'Owner', Public: 'Owner', Meeting: 'Owner', AVChatRoom: null, Community: 'Owner' },
  destroy: { Work: null, Public: 'Owner', Meeting: 'Owner', AVChatRoom: 'Owner', Community: 'Owner' },
  manageTopics: { Work: null, Public: null, Meeting: null, AVChatRoom: null, Community: 'Admin' },
  /** Not in groups.md: Work groups have no admins, and every member changes their profile. */
  pinMessages: { Work: 'Member', Public: 'Admin', Meeting: 'Admin', AVChatRoom: null, Community: 'Admin' },
  seeMembers: { Work: 'Member', Public: 'Member', Meeting: 'Member', AVChatRoom: 'Member', Community: 'Member' },
} as const satisfies Record<string, Record<GroupType, Role | null>>

export type Action = keyof typeof least

export function may(standing: Standing, action: Action, type: GroupType): boolean {
  const needed = least[action][type]
  return needed !== null && rankOf(standing) >= rank[needed]
}

/** On somebody: only on who stands lower, also where the role would do. */
export function mayActOn(actor: Standing, target: Standing, action: Action, type: GroupType): boolean {
  return may(actor, action, type) && rankOf(actor) > rankOf(target)
}

/** Whether nobody is asked, by the InviteJoinOption of the group. Who decides on invitations needs nobody's consent. */
export function mayInvite(standing: Standing, option: string, type: GroupType): boolean {
  if (standing === null || type === 'AVChatRoom') return false
  return option === 'FreeAccess' || (option === 'NeedPermission' && may(standing, 'answerApplications', type))
}

/** Whether nobody is asked, by the ApplyJoinOption of the group. */
export function mayJoin(option: string, type: GroupType): boolean {
  return type !== 'Work' && type !== 'AVChatRoom' && option === 'FreeAccess'
}

type Rights<What extends string> = RightTo<What>['of']

/** For the statements that look roles up under the lock of the group: what the rules above say, as values. */
function rightsWhere<What extends string>(things: readonly What[], holds: (standing: Standing, thing: What, type: GroupType) => boolean) {
  const standings = [...roles, null]
  const ofType = (type: GroupType) =>
    standings.flatMap((standing) => {
      const allowed = things.filter((thing) => holds(standing, thing, type))
      return allowed.length > 0 ? [[standing ?? 'NotMember', allowed] as const] : []
    })
  return Object.fromEntries(groupTypes.map((type) => [type, Object.fromEntries(ofType(type))])) as Rights<What>
}

export const rightsToInvite = rightsWhere(['FreeAccess', 'NeedPermission', 'DisableInvite'], mayInvite)
/** Who is in already is told so, whatever the option. */
export const rightsToJoin = rightsWhere(
  ['FreeAccess', 'NeedPermission', 'DisableApply'],
  (standing, option, type) => type !== 'AVChatRoom' && (standing !== null || mayJoin(option, type)),
)
export const rightsToRemove = rightsWhere(roles, (actor, target, type) => mayActOn(actor, target, 'removeMembers', type))
/** An owner may leave a Work group only: the statement says so of itself. */
export const rightsToLeave = rightsWhere(roles, (actor, target) => actor === target)
