import type { Hub } from '../../platform/hub.ts'
import type { Presence } from '../live/presence.ts'
import type { Lanes } from './lanes.ts'
import type { Tell } from './tips.ts'

/** What handlers of the IM service need beside the database. */
export interface ImParts {
  lanes: Lanes
  hub: Hub
  tell: Tell
  presence: Presence
}
