import { z } from 'zod'
import { command } from './command.ts'
import { day, moment, sdkAppId } from './values.ts'

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
          directSenders: count,
          /** Of ordinary groups: audio-video groups keep no messages. */
          groupMessages: count,
          groupSenders: count,
          senders: count,
          logins: count,
          offlinePushes: count,
        }),
      ),
    }),
  }),
  'statistics.live': command({
    summary:
      'The present day of an app as it goes: who is online, messages so far, and by slots of 10 minutes what succeeded and failed. For polling. A process that dies loses its last minute of these figures; nothing is billed by them.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId }),
    output: z.object({
      day,
      /** Of the day: slot 0 begins with it. */
      startsAt: moment,
      endsAt: moment,
      now: moment,
      slotMinutes: count,
      usersOnline: count,
      directMessages: count,
      groupMessages: count,
      avGroupMessages: count,
      series: z.array(
        z.object({
          kind: z.enum(['login', 'direct', 'group', 'avGroup', 'callback', 'restCall', 'push']),
          /** Platform, or `RESTAPI` for the app's own server; of a push `direct` or `group`; otherwise empty. */
          part: z.string(),
          /** Those in which there was anything, in order. */
          slots: z.array(z.object({ slot: count, succeeded: count, failed: count })),
        }),
      ),
    }),
  }),
}
