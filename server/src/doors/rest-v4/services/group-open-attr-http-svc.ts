import type { Service } from '../dialect/endpoint.ts'
import { groupNumbers } from '../dialect/numbers.ts'
import { readAttributes } from './group-open-http-svc/attributes.ts'

export const groupOpenAttrHttpSvc: Service = {
  name: 'group_open_attr_http_svc',
  numbers: groupNumbers,
  endpoints: [readAttributes('group_open_attr_http_svc')],
}
