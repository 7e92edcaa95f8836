import type { Service } from './endpoint.ts'

export const openconfigsvr: Service = {
  name: 'openconfigsvr',
  numbers: { bad_input: 130001, internal: 130014, busy: 130014, database_away: 130014 },
  endpoints: [],
}
