import { z } from 'zod'
import { message } from './messages.ts'

/** What happened, told after the commit. */
export const events = {
  /** To a group, to a topic of a community, or to one user. */
  'message.sent': message.extend({ groupId: z.string().optional(), topicId: z.string().optional(), receiverId: z.string().optional() }),
  /** Whoever shows them reads them again. */
  'group.attributesChanged': z.object({ groupId: z.string() }),
  'group.countersChanged': z.object({ groupId: z.string() }),
}

export type EventName = keyof typeof events
export type EventContent<N extends EventName> = z.infer<(typeof events)[N]>
