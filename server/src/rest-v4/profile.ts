import type { Service } from './endpoint.ts'

export const profile: Service = {
  name: 'profile',
  numbers: { bad_input: 40001, user_unknown: 40003, internal: 40006, busy: 40006, database_away: 40006 },
  envelope: { ErrorDisplay: '' },
  endpoints: [],
}
