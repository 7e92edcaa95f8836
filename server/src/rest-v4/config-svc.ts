import type { Service } from './endpoint.ts'

export const configSvc: Service = {
  name: 'ConfigSvc',
  numbers: {},
  endpoints: [],
}
