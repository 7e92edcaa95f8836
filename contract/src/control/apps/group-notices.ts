import { z } from 'zod'

/** What a group hears of an event: nothing, at once and never again, or as a message that is kept. */
export const noticeModes = ['off', 'push', 'store'] as const
const mode = z.enum(noticeModes)
export type NoticeMode = z.infer<typeof mode>

/** Groups whose members are kept. What audio-video groups hear of is pushed, and the owner of the app does not set it. */
function byType<Events extends z.ZodType>(events: Events) {
  return z.strictObject({ Work: events, Public: events, Meeting: events, Community: events })
}

export const historyBeforeJoining = byType(z.boolean())
export const memberChangeNotices = byType(z.strictObject({ invited: mode, joined: mode, removed: mode, left: mode }))
export const groupProfileNotices = byType(
  z.strictObject({
    name: mode,
    announcement: mode,
    introduction: mode,
    photo: mode,
    owner: mode,
    muteAll: mode,
    wayOfJoining: mode,
  }),
)
const memberProfileEvents = z.strictObject({ muting: mode, role: mode })
export const memberProfileNotices = byType(memberProfileEvents).extend({
  /** Keeps no messages. */
  AVChatRoom: z.strictObject({ muting: mode.exclude(['store']), role: mode.exclude(['store']) }),
})

const joins = { invited: 'store', joined: 'store', removed: 'store', left: 'store' } as const
const noJoins = { invited: 'off', joined: 'off', removed: 'off', left: 'off' } as const
const profile = {
  name: 'store',
  announcement: 'store',
  introduction: 'store',
  photo: 'store',
  owner: 'store',
  muteAll: 'off',
  wayOfJoining: 'off',
} as const
const ofMembers = { muting: 'store', role: 'store' } as const
const nothing = { muting: 'off', role: 'off' } as const

/** console.md 5.4 */
export const groupNoticesAtFirst = {
  historyBeforeJoining: { Work: false, Public: false, Meeting: true, Community: true },
  memberChangeNotices: { Work: joins, Public: joins, Meeting: noJoins, Community: joins },
  groupProfileNotices: { Work: profile, Public: profile, Meeting: profile, Community: profile },
  memberProfileNotices: { Work: ofMembers, Public: ofMembers, Meeting: nothing, Community: ofMembers, AVChatRoom: nothing },
}
