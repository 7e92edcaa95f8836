import type { Service } from './endpoint.ts'
import { readAttributes } from './group-open-http-svc/attributes.ts'
import { groupNumbers } from './numbers.ts'

export const groupOpenAttrHttpSvc: Service = {
  name: 'group_open_attr_http_svc',
  numbers: groupNumbers,
  endpoints: [readAttributes('group_open_attr_http_svc')],
}
