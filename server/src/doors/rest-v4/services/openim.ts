import type { Service } from '../dialect/endpoint.ts'
import { directHistoryEndpoints } from './direct-history.ts'
import { directSendingEndpoints } from './direct-sending.ts'
import { presenceEndpoints } from './presence.ts'

export const openim: Service = {
  name: 'openim',
  numbers: { bad_input: 90001, internal: 90992, busy: 90992, database_away: 90992 },
  endpoints: [...presenceEndpoints, ...directSendingEndpoints, ...directHistoryEndpoints],
}
