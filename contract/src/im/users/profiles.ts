import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing, textOf, uint32 } from '../../values.ts'

export const profileTextBytesMax = 500

/** What each field of a profile may hold. */
export const profileFields = {
  nick: textOf(profileTextBytesMax),
  faceUrl: textOf(profileTextBytesMax),
  gender: z.enum(['unknown', 'female', 'male']),
  /** Such as 20190419. */
  birthday: uint32,
  location: textOf(16),
  signature: textOf(profileTextBytesMax),
  /** Who may make the user a friend. Never set: allowAny. */
  allowType: z.enum(['allowAny', 'needConfirm', 'denyAny']),
  language: uint32,
  /** Bit 0: no push while offline. */
  messageSettings: uint32,
  /** `sendOut`: the user may not ask others to be friends. Never set: none. */
  adminForbid: z.enum(['none', 'sendOut']),
  level: uint32,
  role: uint32,
}
export type ProfileField = keyof typeof profileFields

/** Of a field that the app has declared. */
export const customValue = z.union([textOf(profileTextBytesMax), z.int()])
const custom = z.record(z.string(), customValue)

/** A field that was never set is absent. */
export const profile = z.object({ ...z.object(profileFields).partial().shape, custom: custom.default({}) })
export type Profile = z.output<typeof profile>

/** Profiles of users. */
export const profileCommands = {
  'profile.set': command({
    summary:
      "Set fields of a profile; the others stay. Refused: user_unknown, profile_field_unknown (a field of your own that is not declared), profile_field_forbidden (adminForbid, and fields that only the app's server writes).",
    callers: ['app', 'user'],
    effect: 'write',
    self: 'userId',
    input: z.object({ userId: z.string(), changes: profile }),
    output: nothing,
  }),
  'profile.get': command({
    summary: 'Profiles of up to 100 users in the order asked for; null where there is no such user. Refused: profile_field_unknown.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({
      userIds: z.array(z.string()).max(100),
      /** Fields of your own that are asked for. All are answered; one that is not declared is refused. */
      customFields: z.array(z.string()).default([]),
    }),
    output: z.object({ users: z.array(z.object({ userId: z.string(), profile: profile.nullable() })) }),
  }),
}
