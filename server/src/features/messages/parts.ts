import type { Presence } from '../presence/presence.ts'
import type { Hub } from './hub.ts'
import type { Lanes } from './lanes.ts'
import type { Tell } from './tips.ts'

/** What handlers of the IM service need beside the database. */
export interface ImParts {
  lanes: Lanes
  hub: Hub
  tell: Tell
  presence: Presence
}
