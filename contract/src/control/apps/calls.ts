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
    summary: 'Make a UserSig to try the service with. It holds for an hour, or for up to 180 days. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'key',
    input: z.object({ sdkAppId, userId: userId.default('administrator'), forDays: z.number().int().min(1).max(180).optional() }),
    output: z.object({ userId: z.string(), userSig: z.string(), expiresAt: moment }),
  }),
  'userSig.verify': command({
    summary: 'Does a UserSig sign a user of the app in? If not, the reason with its number; if it does, from when until when.',
    callers: ['person'],
    effect: 'read',
    right: 'develop',
    input: z.object({ sdkAppId, userId: z.string().max(1_000), userSig: z.string().max(20_000) }),
    output: z.object({
      verified: z.object({ sdkAppId, userId: z.string(), issuedAt: moment, heldSeconds: z.number().int(), expiresAt: moment }).nullable(),
      refused: z
        .object({
          code: z.enum([
            'usersig_empty',
            'usersig_malformed',
            'usersig_faulty',
            'usersig_other_app',
            'usersig_other_user',
            'usersig_wrong_key',
            'usersig_expired',
            'usersig_revoked',
          ]),
          number: z.number().int(),
          message: z.string(),
        })
        .nullable(),
    }),
  }),
}
