import { mediaUrl } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { numeric } from '../dialect/spelling.ts'

const one = z.object({ RawURL: mediaUrl })
const states = {
  fine: { Code: 0, Desc: '', Status: 0 },
  blocked: { Code: 0, Desc: 'The address is blocked.', Status: 1 },
  invalid: { Code: 60002, Desc: 'This is not a web address, or it is longer than 2000 bytes.', Status: 2 },
}

/** Messages carry addresses of media that lie elsewhere: there is nothing to sign, and the address is the answer. */
export const imCosMsg: Service = {
  name: 'im_cos_msg',
  numbers: { too_many_items: 60002 },
  endpoints: [
    endpoint('im_cos_msg/get_cos_sig', {
      body: z.object({
        RawURLs: z
          .array(z.object({ ResourceID: numeric(z.number().int()), RawURL: z.string() }))
          .min(1, 'is empty')
          .max(100),
      }),
      command: 'media.check',
      toInput: ({ RawURLs }) => ({ urls: RawURLs.map(({ RawURL }) => RawURL) }),
      toBody: (answer, { RawURLs }) => ({
        PreSigURLs: RawURLs.map(({ ResourceID, RawURL }, index) => {
          const state = answer.states[index]!
          return { ResourceID, ...states[state], PreSigURL: state === 'fine' ? RawURL : '' }
        }),
      }),
    }),
    endpoint('im_cos_msg/forbid_illegal_object', {
      body: one,
      command: 'media.block',
      toInput: ({ RawURL }) => ({ url: RawURL }),
      toBody: () => ({}),
    }),
    endpoint('im_cos_msg/allow_banned_object', {
      body: one,
      command: 'media.unblock',
      toInput: ({ RawURL }) => ({ url: RawURL }),
      toBody: () => ({}),
    }),
  ],
}
