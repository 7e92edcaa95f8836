import { z } from 'zod'
import { command } from '../command.ts'
import { day, nothing } from '../values.ts'
import { muteSeconds } from './groups/members.ts'

export const mediaUrl = z
  .url({ protocol: /^https?$/, error: 'is not a web address' })
  .regex(/^[^\s\p{Cc}]*$/u, 'has blanks or control characters')
  .refine((url) => new TextEncoder().encode(url).length <= 2000, { error: 'has more than 2000 bytes' })

const count = z.number().int().min(0)
/** Of a billing day. Messages are those that are kept and were not imported; what the service tells a group is none. */
const dayOfStatistics = z.object({
  day,
  /** Distinct users that logged in. */
  dau: count,
  directPushes: count,
  groupPushes: count,
  callbacks: count,
  callbacksAnswered: count,
  usersRegistered: count,
  /** At the end of the day. */
  users: count,
  /** Connections that were opened, and how many users were online at once at most. */
  logins: count,
  onlinePeak: count,
  /** Users who sent. */
  senders: count,
  directMessages: count,
  directSenders: count,
  groupMessages: count,
  groupSenders: count,
  /** For each message of a group its members but the sender, as many as there were when the day was counted. */
  groupReceivers: count,
  groupsSpokenIn: count,
  joins: count,
  leaves: count,
  groupsCreated: count,
  groupsDisbanded: count,
  /** At the end of the day. */
  groups: count,
})
export type DayOfStatistics = z.infer<typeof dayOfStatistics>

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
  'statistics.list': command({
    summary: 'What happened in an app in the last 30 days, the present one included, newest first.',
    callers: ['app'],
    effect: 'read',
    input: nothing,
    output: z.object({ appName: z.string(), company: z.string(), days: z.array(dayOfStatistics) }),
  }),
  'messageFile.list': command({
    summary:
      'The file with all messages of an hour, of groups or between users. It is there from an hour after the end of that hour for seven days, as far as the storage period goes. Refused: message_file_not_there, message_file_expired.',
    callers: ['app'],
    effect: 'read',
    input: z.object({
      kind: z.enum(['direct', 'group']),
      /** A civil hour of the installation: `2022-11-10T14`. */
      hour: z.string().refine(isHour, { error: 'is not an hour' }),
    }),
    output: z.object({
      files: z.array(
        z.object({
          url: z.string(),
          /** Civil time of the installation: `2022-11-11 16:20:00`. */
          expiresAt: z.string(),
          /** Before compression. */
          bytes: count,
          md5: z.string(),
          gzipBytes: count,
          gzipMd5: z.string(),
        }),
      ),
    }),
  }),
  'media.check': command({
    summary:
      'Which of up to 100 addresses of media are blocked? Plenum keeps no media: an address that is not blocked is as good as it was.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ urls: z.array(z.string()).max(100) }),
    /** In the order given. `invalid`: no web address, or longer than 2,000 bytes. */
    output: z.object({ states: z.array(z.enum(['fine', 'blocked', 'invalid'])) }),
  }),
  'media.block': command({
    summary: 'Block an address of media. Again is no error.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ url: mediaUrl }),
    output: nothing,
  }),
  'media.unblock': command({
    summary: 'Allow a blocked address of media again. One that is not blocked is no error.',
    callers: ['app'],
    effect: 'write',
    input: z.object({ url: mediaUrl }),
    output: nothing,
  }),
  'serverAddress.list': command({
    summary: 'The IP addresses by which clients reach this Plenum, and from which it calls others.',
    callers: ['app'],
    effect: 'read',
    input: z.object({ use: z.enum(['all', 'incoming', 'outgoing']).default('all') }),
    output: z.object({ addresses: z.array(z.string()) }),
  }),
}

function isHour(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}$/.test(text) ? new Date(`${text}:00Z`) : null
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}
