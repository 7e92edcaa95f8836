import { isDeepStrictEqual } from 'node:util'
import { type AppSettings, Refusal, receiptGroupTypes, type WantedSettings } from '@plenum/contract'
import { recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { changesIn } from './setting-changes.ts'
import { storeSettings } from './settings-store.ts'

/** From which value on a setting needs Ultimate. */
const ofTopPlan: { [Name in keyof AppSettings]?: (value: AppSettings[Name]) => boolean } = {
  webInstancesMax: (count) => count > 1,
  devicesPerPlatformMax: (count) => count > 1,
  avGroupHistoryMessages: (count) => count > 0,
  receiptGroupTypes: (types) => types.length > 0,
  conversationsMax: (count) => count > 100,
  userStatus: (on) => on,
  friendStatusNotices: (on) => on,
  messageExtensions: (on) => on,
  pushToAll: (on) => on,
  communities: (on) => on,
  avGroupOnlineMembers: (on) => on,
  avGroupBroadcast: (on) => on,
  avGroupBroadcastsPerSecond: (count) => count > 1,
  avGroupBan: (on) => on,
}

export const settingHandlers = {
  async 'settings.get'(_, { app }) {
    return { settings: app.settings, revision: app.revision }
  },

  async 'settings.set'({ sdkAppId, settings: wanted }, context) {
    const { app, sql } = context
    const before = app.settings
    const after = merged(before, wanted)
    const changed = (Object.keys(after) as (keyof AppSettings)[]).filter((name) => !isDeepStrictEqual(before[name], after[name]))
    const missing = changed.find((name) => needsTopPlan(name, after))
    if (missing && app.configuration.edition !== 'ultimate') throw new Refusal('top_plan_needed', { setting: missing })
    if (changed.length === 0) return { settings: before, revision: app.revision }

    await storeSettings(sql, sdkAppId, after)
    const revision = await raiseRevision(sql, sdkAppId)
    const changes = changed.flatMap((name) => changesIn(name, before, after))
    await recordOfApp(context, { category: 'settings', action: 'app.settingsChanged', changes })
    return { settings: after, revision }
  },
} satisfies Partial<Handlers>

function needsTopPlan<Name extends keyof AppSettings>(name: Name, settings: AppSettings): boolean {
  return ofTopPlan[name]?.(settings[name]) ?? false
}

/** Of what is set by type of group the types that are not named stay. */
function merged(
  before: AppSettings,
  { historyBeforeJoining, memberChangeNotices, groupProfileNotices, memberProfileNotices, ...wanted }: WantedSettings,
): AppSettings {
  return {
    ...before,
    ...wanted,
    ...(wanted.receiptGroupTypes && { receiptGroupTypes: receiptGroupTypes.filter((type) => wanted.receiptGroupTypes!.includes(type)) }),
    historyBeforeJoining: { ...before.historyBeforeJoining, ...historyBeforeJoining },
    memberChangeNotices: { ...before.memberChangeNotices, ...memberChangeNotices },
    groupProfileNotices: { ...before.groupProfileNotices, ...groupProfileNotices },
    memberProfileNotices: { ...before.memberProfileNotices, ...memberProfileNotices },
  }
}
