import type { AppSettings, GroupType, NoticeMode } from '@plenum/contract'

/** What the service tells a group by itself (groups.md 8). */
export type Tip =
  | { tip: 'membersJoined' | 'membersRemoved' | 'membersLeft'; operatorId: string; userIds: string[]; reason?: string }
  | { tip: 'groupChanged'; operatorId: string; changes: Partial<Record<keyof typeof profileEvents, unknown>> }
  | { tip: 'membersChanged'; operatorId: string; userIds: string[]; changes: Partial<Record<keyof typeof memberEvents, unknown>> }

export interface Part {
  tip: Tip
  /** Kept as a message; otherwise only for whoever is connected. */
  isStored: boolean
}

/** Which event of the settings a changed field belongs to. */
const profileEvents = {
  name: 'name',
  notification: 'announcement',
  introduction: 'introduction',
  faceUrl: 'photo',
  ownerId: 'owner',
  muteAll: 'muteAll',
  applyJoinOption: 'wayOfJoining',
} as const
const memberEvents = { mutedUntil: 'muting', topicId: 'muting', role: 'role' } as const

/** Not settable: what is documented of audio-video groups. */
const ofAvGroups = {
  memberChange: { invited: 'push', joined: 'push', removed: 'push', left: 'push' },
  groupProfile: {
    name: 'push',
    announcement: 'push',
    introduction: 'push',
    photo: 'push',
    owner: 'push',
    muteAll: 'off',
    wayOfJoining: 'off',
  },
} as const

/** What of a tip is told as the app has set it: one part that is kept and one that is not, either of which may be missing. */
export function partsOf(tip: Tip, type: GroupType, settings: AppSettings): Part[] {
  if (tip.tip === 'groupChanged') {
    const modes = type === 'AVChatRoom' ? ofAvGroups.groupProfile : settings.groupProfileNotices[type]
    return split(tip, profileEvents, modes)
  }
  if (tip.tip === 'membersChanged') return split(tip, memberEvents, settings.memberProfileNotices[type])
  const modes = type === 'AVChatRoom' ? ofAvGroups.memberChange : settings.memberChangeNotices[type]
  const mode = modes[eventOf(tip)]
  return mode === 'off' ? [] : [{ tip, isStored: mode === 'store' }]
}

/** Whoever comes by their own wish is among those that came. */
function eventOf({ tip, operatorId, userIds }: Exclude<Tip, { changes: unknown }>) {
  if (tip === 'membersJoined') return userIds.includes(operatorId) ? 'joined' : 'invited'
  return tip === 'membersRemoved' ? 'removed' : 'left'
}

function split<Event extends string>(
  tip: Extract<Tip, { changes: unknown }>,
  events: Record<string, Event>,
  modes: Record<Event, NoticeMode>,
): Part[] {
  return (['store', 'push'] as const).flatMap((mode) => {
    const told = Object.entries(tip.changes).filter(([field]) => modes[events[field]!] === mode)
    return told.length > 0 ? [{ tip: { ...tip, changes: Object.fromEntries(told) }, isStored: mode === 'store' }] : []
  })
}
