import type { Service } from './endpoint.ts'
import { readAttributes } from './group-open-http-svc/attributes.ts'

export const groupOpenAttrHttpSvc: Service = {
  name: 'group_open_attr_http_svc',
  numbers: { bad_input: 10004, internal: 10002, busy: 10002, database_away: 10002 },
  endpoints: [readAttributes('group_open_attr_http_svc')],
}
