import { z } from 'zod'
import { message } from './messages.ts'
import { profile } from './profiles.ts'

const friendPairs = z.array(z.object({ userId: z.string(), friendId: z.string() }))

/** What happened, told after the commit. */
export const events = {
  /** To a group, to a topic of a community, or to one user. */
  'message.sent': message.extend({ groupId: z.string().optional(), topicId: z.string().optional(), receiverId: z.string().optional() }),
  /** Whoever shows them reads them again. */
  'group.attributesChanged': z.object({ groupId: z.string() }),
  'group.countersChanged': z.object({ groupId: z.string() }),
  /** Only the fields that were set. */
  'profile.changed': z.object({ userId: z.string(), changes: profile }),
  /** Whose lists of friends got whom. An import is made by nobody. */
  'friend.added': z.object({ pairs: friendPairs, initiatorId: z.string().nullable() }),
  /** Whose lists of friends lost whom. */
  'friend.removed': z.object({ pairs: friendPairs }),
  'blocklist.changed': z.object({ userId: z.string(), added: z.array(z.string()), removed: z.array(z.string()) }),
}

export type EventName = keyof typeof events
export type EventContent<N extends EventName> = z.infer<(typeof events)[N]>
