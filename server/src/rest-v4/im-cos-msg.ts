import type { Service } from './endpoint.ts'

export const imCosMsg: Service = {
  name: 'im_cos_msg',
  numbers: {},
  endpoints: [],
}
