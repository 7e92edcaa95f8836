import { z } from 'zod'
import { command } from './command.ts'
import { day, sdkAppId } from './values.ts'

const count = z.number().int()

/** What an app used, day by day: bills are made from it. */
export const usageCommands = {
  'usage.daily': command({
    summary: 'Usage of an app by billing day, newest first: at most 366 days. Days that are not over yet still grow.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    app: 'any',
    input: z.object({ sdkAppId, from: day, to: day }),
    output: z.object({
      days: z.array(
        z.object({
          day,
          /** Distinct users that logged in. */
          dau: count,
          users: count,
          usersRegistered: count,
          /** Highest number of groups at one time. */
          peakGroups: count,
          groups: count,
          groupsCreated: count,
          groupsDisbanded: count,
          groupsSpokenIn: count,
          directMessages: count,
          groupMessages: count,
          senders: count,
        }),
      ),
    }),
  }),
}
