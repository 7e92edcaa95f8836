import type { Poster } from '../../outbox/post.ts'
import type { Database } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Log } from '../../platform/log.ts'
import { createAsker } from './asker.ts'
import { callbackHandlers } from './commands.ts'
import { callbackCompanions } from './companions.ts'
import { countCalls } from './counts.ts'
import type { Spelling } from './parts.ts'
import { rememberSettings } from './settings.ts'
import { listenForStates } from './state.ts'
import { findCallbackTarget } from './target.ts'

interface Parts {
  sql: Database
  hub: Hub
  poster: Poster
  log: Log
  timeZone: string
  spelling: Spelling
}

/** What the doors, the road and the outbox need of callbacks. */
export function createCallbacks({ sql, hub, poster, log, timeZone, spelling }: Parts) {
  const counts = countCalls({ sql, log })
  const settingsOf = rememberSettings(sql)
  listenForStates(hub, sql, log)
  const ask = createAsker({ sql, poster, counts, log })
  return {
    companions: callbackCompanions({ settingsOf, ask, spelling }),
    handlers: callbackHandlers({ poster, counts }),
    findTarget: (receiver: string) => findCallbackTarget({ sql, counts, timeZone }, receiver),
    /** What was counted is written down. */
    flush: counts.flush,
  }
}
