import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing, pageLimit, sdkAppId, textOf } from '../../values.ts'
import { platform } from '../live/presence.ts'
import { profile, profileTextBytesMax } from './profiles.ts'
import { userCommands, userId } from './users.ts'

const name = textOf(profileTextBytesMax)
const named = { sdkAppId, userId: z.string() }
const userIds = z.array(z.string()).min(1).max(100)

/** As a list shows it. */
const appUser = z.object({
  userId: z.string(),
  nick: z.string(),
  faceUrl: z.string(),
  isAdministrator: z.boolean(),
  createdAt: moment,
})
export type AppUser = z.infer<typeof appUser>

/** Where a page ended. */
const place = z.object({ userId: z.string(), nick: z.string() })

/** Accounts of an app, as a person manages them in the console. What the app's own server may do with them is `user.*`. */
export const appUserCommands = {
  'appUser.list': command({
    summary: 'Accounts whose UserID, or whose nickname, begins with a text, in that order. `next` continues the list; null when it ends.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({
      sdkAppId,
      by: z.enum(['userId', 'nick']).default('userId'),
      search: name.default(''),
      after: place.optional(),
      limit: pageLimit(100, 20),
    }),
    output: z.object({ users: z.array(appUser), next: place.nullable() }),
  }),
  'appUser.get': command({
    summary: 'Up to 100 accounts with their profiles; those that do not exist are left out.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId, userIds }),
    output: z.object({ users: z.array(appUser.extend({ profile })) }),
  }),
  'appUser.create': command({
    summary:
      'Create an account; one of type Admin may call REST. Refused: user_id_taken, user_limit, app_admin_limit. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({
      sdkAppId,
      type: z.enum(['General', 'Admin']).default('General'),
      userId,
      nick: name.default(''),
      faceUrl: name.default(''),
    }),
    output: nothing,
  }),
  'appUser.update': command({
    summary:
      'Change fields of a profile; the others stay. Refused: user_unknown, profile_field_unknown. What was different is recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ ...named, changes: profile }),
    output: nothing,
  }),
  'appUser.remove': command({
    summary:
      'Delete up to 100 accounts of an app on Free for good; administrators stay. Refused: user_deletion_not_on_plan. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ sdkAppId, userIds }),
    output: userCommands['user.delete'].output,
  }),
  'appUser.import': command({
    summary:
      'Import up to 100 accounts. One that is there already gets the nickname and photo that are given. Refused as a whole only when no account got in. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: userCommands['user.importMany'].input.extend({ sdkAppId }),
    output: userCommands['user.importMany'].output,
  }),
  'appUser.kick': command({
    summary: 'Force a user offline: UserSigs made before sign nobody in any more. Refused: user_unknown. Recorded in the audit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object(named),
    output: nothing,
  }),
  'appUser.status': command({
    summary: 'Is a user connected, and on what? Refused: user_unknown.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object(named),
    output: z.object({ status: z.enum(['Online', 'PushOnline', 'Offline']), platforms: z.array(platform) }),
  }),
}
