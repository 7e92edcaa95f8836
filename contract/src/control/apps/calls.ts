import { z } from 'zod'
import { command } from '../../command.ts'
import { userId } from '../../im/users/users.ts'
import { moment, sdkAppId } from '../../values.ts'

const call = z.object({
  at: moment,
  /** `{service}/{command}` of the public dialect. */
  path: z.string(),
  /** The administrator in whose name it came. */
  userId: z.string(),
  /** ErrorCode of the answer; 0: it succeeded. */
  number: z.number().int(),
  /** ErrorInfo of the answer: why it was refused. */
  explanation: z.string(),
  milliseconds: z.number().int(),
})
export type Call = z.infer<typeof call>

/** How the app's own server gets on with the public REST dialect. */
export const callCommands = {
  'call.list': command({
    summary:
      'The last 100 REST calls of the app, newest first, those included that were refused for their UserSig. Kept in memory, without bodies and signatures.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: z.object({ calls: z.array(call) }),
  }),
  'userSig.create': command({
    summary: 'Make a UserSig that holds for an hour, to try the service with. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'key',
    input: z.object({ sdkAppId, userId: userId.default('administrator') }),
    output: z.object({ userId: z.string(), userSig: z.string(), expiresAt: moment }),
  }),
}
