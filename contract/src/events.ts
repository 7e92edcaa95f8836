import { z } from 'zod'
import { message } from './messages.ts'

/** What happened, told after the commit. */
export const events = {
  'message.sent': message.extend({ groupId: z.string() }),
}

export type EventName = keyof typeof events
export type EventContent<N extends EventName> = z.infer<(typeof events)[N]>
