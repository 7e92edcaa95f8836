import { z } from 'zod'
import { command } from '../../command.ts'
import { sdkAppId } from '../../values.ts'
import {
  groupNoticesAtFirst,
  groupProfileNotices,
  historyBeforeJoining,
  memberChangeNotices,
  memberProfileNotices,
} from './group-notices.ts'

export const loginPolicies = ['single', 'dual', 'triple', 'multi'] as const
export const receiptGroupTypes = ['Work', 'Public', 'Meeting'] as const

const whole = (least: number, most: number) => z.number().int().min(least).max(most)

/**
 * What the owner of an app sets under Feature Configuration (console.md 5). What needs Ultimate is
 * kept on a fall to Pro and has no effect until the app is back.
 */
export const appSettings = z.object({
  /** Who may be online together: one device; one device and the web; one phone, one computer and the web; each platform. */
  loginPolicy: z.enum(loginPolicies),
  /** Web pages of one user at once. Above 1: Ultimate. */
  webInstancesMax: whole(1, 10),
  /** Devices of one platform at once, with `multi`. Above 1: Ultimate. */
  devicesPerPlatformMax: whole(1, 3),
  /** How long a user may recall a message. */
  recallSeconds: whole(1, 604_800),
  /** Messages of the last 24 hours that newcomers of an audio-video group see. Above 0: Ultimate. */
  avGroupHistoryMessages: whole(0, 20),
  /** To whom one is blocked by: `true` success is answered and nothing delivered; `false` 20007. */
  blockedSendsSucceed: z.boolean(),
  /** Only friends may write to each other (20009). */
  friendsOnly: z.boolean(),
  /** Who may make a user a friend who has said nothing about it. */
  defaultAllowType: z.enum(['allowAny', 'needConfirm', 'denyAny']),
  /** Ultimate. */
  receiptGroupTypes: z.array(z.enum(receiptGroupTypes)).max(3),
  syncConversationDeletion: z.boolean(),
  /** Above 100: Ultimate. */
  conversationsMax: whole(100, 500),
  /** Query of others, subscription and notices of changes. Ultimate. */
  userStatus: z.boolean(),
  /** Friends hear of each other's status without subscribing. Ultimate. */
  friendStatusNotices: z.boolean(),
  /** Ultimate. */
  messageExtensions: z.boolean(),
  /** Ultimate. */
  pushToAll: z.boolean(),
  /** Ultimate. */
  communities: z.boolean(),
  /** The last 1,000 of an audio-video group can be read, not the last 30. Ultimate. */
  avGroupOnlineMembers: z.boolean(),
  /** Ultimate. */
  avGroupBroadcast: z.boolean(),
  avGroupBroadcastsPerSecond: whole(1, 5),
  /** Ultimate. */
  avGroupBan: z.boolean(),
  /** Members read what was said before they came. */
  historyBeforeJoining,
  memberChangeNotices,
  groupProfileNotices,
  memberProfileNotices,
})
export type AppSettings = z.infer<typeof appSettings>

/** What holds where nothing was set. */
export const settingsAtFirst: AppSettings = {
  loginPolicy: 'dual',
  webInstancesMax: 1,
  devicesPerPlatformMax: 1,
  recallSeconds: 120,
  avGroupHistoryMessages: 0,
  blockedSendsSucceed: true,
  friendsOnly: false,
  defaultAllowType: 'allowAny',
  receiptGroupTypes: [],
  syncConversationDeletion: false,
  conversationsMax: 100,
  userStatus: false,
  friendStatusNotices: false,
  messageExtensions: false,
  pushToAll: false,
  communities: false,
  avGroupOnlineMembers: false,
  avGroupBroadcast: false,
  avGroupBroadcastsPerSecond: 1,
  avGroupBan: false,
  ...groupNoticesAtFirst,
}

/** By type of group the types that are not named stay as they are. */
const wantedSettings = appSettings.partial().strict().extend({
  historyBeforeJoining: historyBeforeJoining.partial().optional(),
  memberChangeNotices: memberChangeNotices.partial().optional(),
  groupProfileNotices: groupProfileNotices.partial().optional(),
  memberProfileNotices: memberProfileNotices.partial().optional(),
})
export type WantedSettings = z.infer<typeof wantedSettings>

/** Feature Configuration of an app. */
export const settingCommands = {
  'settings.get': command({
    summary: 'What is set under Feature Configuration.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: z.object({ settings: appSettings, revision: z.number().int() }),
  }),
  'settings.set': command({
    summary: 'Change what is named of the settings; the rest stays. In force from the next request on. Refused: top_plan_needed.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ sdkAppId, settings: wantedSettings }),
    output: z.object({ settings: appSettings, revision: z.number().int() }),
  }),
}
