import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing, textOf } from '../../values.ts'

const customStatus = textOf(255)
const userIds = (most: number) => z.array(z.string()).min(1).max(most)

/** Whether a user is connected, and the words the user chose; these go with the last connection. */
export const userStatus = z.object({
  userId: z.string(),
  status: z.enum(['online', 'offline']),
  customStatus,
})
export type UserStatus = z.infer<typeof userStatus>

/** The status of users, for users. That of others needs Ultimate and the switch (72001); one's own needs neither. */
export const statusCommands = {
  'status.get': command({
    summary: 'The status of up to 500 users; those who do not exist are left out. Of others refused: user_status_not_enabled.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ userIds: userIds(500) }),
    output: z.object({ users: z.array(userStatus) }),
  }),
  'status.subscribe': command({
    summary:
      'Hear of changes of the status of up to 100 users (`status.changed`) on this connection, and get what it is now. A connection hears of 200: the oldest subscriptions make room. Refused: user_status_not_enabled.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ userIds: userIds(100) }),
    output: z.object({ users: z.array(userStatus) }),
  }),
  'status.unsubscribe': command({
    summary: 'Hear of these users no more; without `userIds`: of nobody. Refused: user_status_not_enabled.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ userIds: userIds(100).optional() }),
    output: nothing,
  }),
  'status.setOwn': command({
    summary: 'The words of one’s own status, until the last device is gone. Empty takes them away. Refused: bad_input.',
    callers: ['user'],
    effect: 'read',
    input: z.object({ customStatus }),
    output: nothing,
  }),
}
