import type { Poster } from '../../outbox/post.ts'
import type { Database } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Log } from '../../platform/log.ts'
import type { Activity } from '../../road/activity.ts'
import { createAsker } from './asker.ts'
import { callbackHandlers } from './commands.ts'
import { callbackCompanions } from './companions.ts'
import type { Spelling } from './parts.ts'
import { rememberSettings } from './settings.ts'
import { listenForStates } from './state.ts'
import { findCallbackTarget } from './target.ts'

interface Parts {
  sql: Database
  hub: Hub
  poster: Poster
  log: Log
  activity: Activity
  spelling: Spelling
}

/** What the doors, the road and the outbox need of callbacks. */
export function createCallbacks({ sql, hub, poster, log, activity, spelling }: Parts) {
  const settingsOf = rememberSettings(sql)
  listenForStates(hub, sql, log)
  const ask = createAsker({ sql, poster, activity, log })
  return {
    companions: callbackCompanions({ settingsOf, ask, spelling }),
    handlers: callbackHandlers({ poster, activity }),
    findTarget: (receiver: string) => findCallbackTarget({ sql, activity }, receiver),
  }
}
