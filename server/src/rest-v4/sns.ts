import type { Service } from './endpoint.ts'

export const sns: Service = {
  name: 'sns',
  numbers: { bad_input: 30001, too_many_items: 30001, user_unknown: 30003, internal: 30006, busy: 30007, database_away: 30007 },
  envelope: { ErrorDisplay: '' },
  endpoints: [],
}
