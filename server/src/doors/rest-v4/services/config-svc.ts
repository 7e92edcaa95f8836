import { Refusal } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'

/** Networks in China and elsewhere are one here. */
const uses = {
  '0': 'all',
  '1': 'incoming',
  '2': 'incoming',
  '3': 'incoming',
  '4': 'incoming',
  '5': 'outgoing',
  '6': 'outgoing',
} as const

export const configSvc: Service = {
  name: 'ConfigSvc',
  numbers: {},
  endpoints: [
    endpoint('ConfigSvc/GetIPList', {
      body: z.object({}),
      command: 'serverAddress.list',
      toInput: (_, query) => {
        const nettype = query.get('nettype') || '0'
        if (!Object.hasOwn(uses, nettype)) throw new Refusal('bad_input', { field: 'nettype', reason: 'nettype is a number from 0 to 6.' })
        return { use: uses[nettype as keyof typeof uses] }
      },
      toBody: ({ addresses }) => ({ IPList: addresses }),
    }),
  ],
}
