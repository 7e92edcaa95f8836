import type { CallbackName } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { AppContext, AppInMemory } from '../../road/context.ts'
import { findSettings, type Settings } from './settings-store.ts'

/** Of an app as a process remembers it: a change raises the revision, and the app is loaded anew. */
export function rememberSettings(sql: Sql) {
  const known = new WeakMap<AppInMemory, Settings | null>()
  return async ({ app }: AppContext): Promise<Settings | null> => {
    const remembered = known.get(app)
    if (remembered !== undefined) return remembered
    const found = await findSettings(sql, app.sdkAppId)
    known.set(app, found)
    return found
  }
}

export type SettingsOf = ReturnType<typeof rememberSettings>

export const has = (settings: Settings | null, ...commands: CallbackName[]): settings is Settings =>
  settings !== null && commands.some((command) => settings.commands.includes(command))
