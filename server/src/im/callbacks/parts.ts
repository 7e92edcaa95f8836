import type { GroupType, Profile } from '@plenum/contract'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext } from '../../road/context.ts'
import type { Ask } from './asker.ts'
import type { SettingsOf } from './settings.ts'

/** How the public dialect writes what callbacks say. Its words are known to its door. */
export interface Spelling {
  groupType(type: GroupType): string
  messageId(said: { senderId: string; at: string; random: number }): string
  profileItems(changes: Profile): { Tag: string; Value: unknown }[]
}

export interface Parts {
  hub: Hub
  settingsOf: SettingsOf
  ask: Ask
  spelling: Spelling
  /** Refuses users who are not in the audio-video group. */
  refuseAbsent(context: AppContext, groupId: string): Promise<void>
}
