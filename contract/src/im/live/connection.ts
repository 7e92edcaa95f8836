import { z } from 'zod'
import { command } from '../../command.ts'
import { receiptGroupTypes } from '../../control/apps/settings.ts'
import { moment, nothing, sdkAppId } from '../../values.ts'
import { userId } from '../users/users.ts'
import { platform } from './presence.ts'

/**
 * A live connection (`/ws`). Both sides send text frames of JSON. The client: one call, `{id, command, input}`. The server: an array of
 * items, each the answer to a call (`{id, output}` or `{id, refusal}`) or an event (`{event, content}`), in the order in which they came to
 * be. The first call is `connection.open`. Beside the commands of the table a client may call `connection.beat` (it is there; answers
 * `{notice, now}`, the number of the last thing the user was told, and the server's time) and `connection.close` (the user signs out).
 */
export const connectionCommands = {
  'connection.open': command({
    summary:
      'A user signs in: the first call of a live connection. Makes the account of a new user, and counts the user once a day. Refused: app_unknown, app_disabled, app_suspended, usersig_empty, usersig_malformed, usersig_faulty, usersig_other_app, usersig_other_user, usersig_wrong_key, usersig_expired, usersig_revoked, daily_user_limit, user_limit, connection_calls.',
    callers: ['user'],
    effect: 'statement',
    self: 'userId',
    input: z.object({ sdkAppId, userId, userSig: z.string().max(4_096), platform: platform.default('Web') }),
    output: z.object({
      userId: z.string(),
      now: moment,
      /** The number of the last thing the user was told (`userNotice.list`). */
      notice: z.number().int(),
      /** A client that says nothing for longer is taken for gone. */
      heartbeatSeconds: z.number().int(),
      /** How many calls the connection may make. What is above is refused with connection_calls; at twice `perSecond` the connection ends. */
      calls: z.object({ perSecond: z.number().int(), atOnce: z.number().int() }),
    }),
  }),
}

export const featureCommands = {
  'feature.list': command({
    summary:
      'What the plan of the app has and its owner has switched on, as it is at this moment: what clients show only where it is there.',
    callers: ['user'],
    effect: 'read',
    input: nothing,
    output: z.object({
      /** In groups of which types messages may ask for receipts. */
      receiptGroupTypes: z.array(z.enum(receiptGroupTypes)),
      userStatus: z.boolean(),
      conversationMarks: z.boolean(),
      conversationGroups: z.boolean(),
      communities: z.boolean(),
      messageExtensions: z.boolean(),
      /** The last 1,000 of an audio-video group can be listed, not the last 30. */
      avGroupOnlineMembers: z.boolean(),
      /** How long a user may recall a message. */
      recallSeconds: z.number().int(),
    }),
  }),
}

/**
 * Why the server closes a connection: the code of the WebSocket close frame. Its `reason` is a word, where there is one that of the
 * refusal, and after a space the number clients show: `app_disabled -10112`. The event `connection.ended` says the same before.
 */
export const closeCodes = {
  /** The client did not keep to the form of frames, did not sign in in time, or was silent for too long. */
  badFrame: 4400,
  /** It did not read what was sent: connect again and resume. */
  tooSlow: 4408,
  /** Another device of the user took its place. Do not reconnect. */
  replaced: 4409,
  /** The app's server forced the user offline. Do not reconnect with this UserSig. */
  kicked: 4410,
  /** The app is disabled, suspended or deleted, or the account of the user is. Do not reconnect by yourself. */
  notInService: 4423,
  /** Too many calls. Connect again after a pause. */
  tooMany: 4429,
  /** This server stops: connect again at once. */
  restart: 1012,
} as const

/** Of a server's frame. */
export const refused = z.object({
  code: z.string(),
  /** Of error-codes.md, as the SDKs of clients show it. */
  number: z.number().int(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()),
})
