import type { Service } from './endpoint.ts'

export const recentcontact: Service = {
  name: 'recentcontact',
  numbers: { bad_input: 50002, too_many_items: 50002, user_unknown: 50001, internal: 50004, busy: 50005, database_away: 50005 },
  envelope: { ErrorDisplay: '' },
  endpoints: [],
}
