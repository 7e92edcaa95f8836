import type { Service } from './endpoint.ts'

export const openMsgSvc: Service = {
  name: 'open_msg_svc',
  numbers: { bad_input: 1002, internal: 1003, busy: 1003, database_away: 1003 },
  endpoints: [],
}
