import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing } from '../../values.ts'

/** Printable ASCII, at most 32 bytes. */
export const userId = z.string().regex(/^[\x20-\x7e]{1,32}$/, 'A UserID has 1 to 32 printable ASCII characters.')

/** Nickname and avatar have up to 500 bytes. What is given replaces what an account has; what is absent stays. */
const profile = { nick: z.string().optional(), faceUrl: z.string().optional() }
const itemsMax = 100

/** Accounts of an app, as its server imports and asks for them. */
export const userCommands = {
  'user.import': command({
    summary: 'Import an account. One that is there already is no error and takes no place. Refused: user_limit, profile_value_too_long.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId, ...profile }),
    output: nothing,
  }),
  'user.importMany': command({
    summary: 'Import up to 100 accounts; says which could not be imported and why. Refused as a whole only when no account got in.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ users: z.array(z.object({ userId: z.string(), ...profile })).max(itemsMax) }),
    output: z.object({
      imported: z.array(z.string()),
      refused: z.array(z.object({ userId: z.string(), code: z.enum(['bad_input', 'profile_value_too_long', 'user_limit']) })),
    }),
  }),
  'user.check': command({
    summary: 'Which of up to 100 accounts are imported?',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userIds: z.array(z.string()).max(itemsMax) }),
    output: z.object({ users: z.array(z.object({ userId: z.string(), imported: z.boolean() })) }),
  }),
  'user.delete': command({
    summary:
      'Delete up to 100 accounts of an app on Free, with their memberships; groups they own stay without owner. Refused: user_deletion_not_on_plan.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userIds: z.array(z.string()).max(itemsMax) }),
    output: z.object({
      users: z.array(z.object({ userId: z.string(), code: z.enum(['deleted', 'user_unknown', 'user_is_administrator']) })),
    }),
  }),
}
