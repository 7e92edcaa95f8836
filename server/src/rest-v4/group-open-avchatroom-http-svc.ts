import type { Service } from './endpoint.ts'

export const groupOpenAvchatroomHttpSvc: Service = {
  name: 'group_open_avchatroom_http_svc',
  numbers: { bad_input: 10004, internal: 10002, busy: 10002, database_away: 10002 },
  endpoints: [],
}
