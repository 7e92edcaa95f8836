import { z } from 'zod'
import { moment } from '../../values.ts'

const pairs = z.array(z.object({ userId: z.string(), friendId: z.string() }))

/** Requests and lists, told one user under a number of their own (`user.noticed`). */
export const friendNotices = {
  /** `requesterId` asks me. */
  'friend.requested': z.object({
    requesterId: z.string(),
    userId: z.string(),
    source: z.string(),
    wording: z.string(),
    at: moment,
  }),
  /** For other devices of the one who asks. */
  'friend.requestsMade': z.object({ requesterId: z.string(), userIds: z.array(z.string()) }),
  /** Both are told. */
  'friend.requestAnswered': z.object({
    requesterId: z.string(),
    userId: z.string(),
    answer: z.enum(['agree', 'agreeAndAdd', 'reject']),
  }),
  /** For other devices of the user. */
  'friend.requestsRead': z.object({ userId: z.string() }),
  'friend.requestDeleted': z.object({ requesterId: z.string(), userId: z.string() }),
  /** What I keep of friends is different: whoever shows it reads it again. */
  'friend.updated': z.object({ userId: z.string(), friendIds: z.array(z.string()) }),
  'friendList.changed': z.object({ userId: z.string(), names: z.array(z.string()) }),
}

export const friendEvents = {
  ...friendNotices,
  /** Whose lists of friends got whom. An import is made by nobody. */
  'friend.added': z.object({ pairs, initiatorId: z.string().nullable() }),
  /** Whose lists of friends lost whom. */
  'friend.removed': z.object({ pairs }),
  'blocklist.changed': z.object({ userId: z.string(), added: z.array(z.string()), removed: z.array(z.string()) }),
}
