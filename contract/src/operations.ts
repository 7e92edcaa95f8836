import { z } from 'zod'
import { command } from './command.ts'
import { nothing } from './values.ts'

/** Muted for so long: 0 lifts it, 4294967295 has no end. */
const muteSeconds = z.number().int().min(0).max(4_294_967_295)

/** Statistics, message files, addresses, media, global mutes. */
export const operationCommands = {
  'globalMute.set': command({
    summary: 'Mute a user in all groups, towards all users, or both. What is left out stays as it is. Refused: user_unknown.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ userId: z.string(), groupSeconds: muteSeconds.optional(), directSeconds: muteSeconds.optional() }),
    output: nothing,
  }),
  'globalMute.get': command({
    summary: 'How long a user is still muted in groups and towards users, in seconds. Refused: user_unknown.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ userId: z.string() }),
    output: z.object({ groupSeconds: muteSeconds, directSeconds: muteSeconds }),
  }),
}
