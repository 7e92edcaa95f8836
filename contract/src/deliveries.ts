import { z } from 'zod'

/** Where others want to be told by HTTP: without name and password, which would stand in logs. */
export const receiverUrl = z
  .url({ protocol: /^https?$/, error: 'An address such as https://example.com/plenum.' })
  .max(500)
  .refine(isPlain, { error: 'An address such as https://example.com/plenum, without name, password and #.' })

/** What came back at the last attempt: a status, or the error why there was none. */
export const deliveryAnswer = z.object({
  status: z.number().int().nullable(),
  text: z.string(),
  error: z.string().nullable(),
  tookMs: z.number().int(),
})
export const deliveryOutcome = z.enum(['waiting', 'delivered', 'failed', 'dropped'])

function isPlain(value: string) {
  const url = URL.parse(value)
  return url !== null && !url.username && !url.password && !value.includes('#') && url.hostname !== ''
}
