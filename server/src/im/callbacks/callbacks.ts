import type { Poster } from '../../outbox/post.ts'
import type { Database } from '../../platform/database.ts'
import type { Hub } from '../../platform/hub.ts'
import type { Log } from '../../platform/log.ts'
import type { Activity } from '../../road/activity.ts'
import { keepAsked } from './asked.ts'
import { createAsker } from './asker.ts'
import { callbackHandlers } from './commands.ts'
import { callbackCompanions } from './companions.ts'
import type { Parts as CompanionParts, Spelling } from './parts.ts'
import { rememberSettings } from './settings.ts'
import { tellStates } from './state.ts'
import { findCallbackTarget } from './target.ts'

interface Parts {
  sql: Database
  hub: Hub
  poster: Poster
  log: Log
  activity: Activity
  spelling: Spelling
  refuseAbsent: CompanionParts['refuseAbsent']
}

/** What the doors, the road and the outbox need of callbacks. */
export function createCallbacks({ sql, hub, poster, log, activity, spelling, refuseAbsent }: Parts) {
  const settingsOf = rememberSettings(sql)
  const states = tellStates({ hub, sql, log })
  const kept = keepAsked({ sql, log })
  const ask = createAsker({ sql, poster, activity, log, kept })
  return {
    companions: callbackCompanions({ hub, settingsOf, ask, spelling, refuseAbsent }),
    handlers: callbackHandlers({ poster, activity }),
    findTarget: (receiver: string) => findCallbackTarget({ sql, activity }, receiver),
    /** What happened until now is written. */
    stop: async () => void (await Promise.all([states.stop(), kept.stop()])),
  }
}
