import type { Service } from '../../dialect/endpoint.ts'
import { blocklistEndpoints } from './blocklist.ts'
import { friendEndpoints } from './friends.ts'
import { listEndpoints } from './lists.ts'
import { snsNumbers } from './results.ts'

export const sns: Service = {
  name: 'sns',
  numbers: snsNumbers,
  envelope: { ErrorDisplay: '' },
  endpoints: [...friendEndpoints, ...blocklistEndpoints, ...listEndpoints],
}
