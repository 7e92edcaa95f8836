import { z } from 'zod'
import { command } from '../command.ts'
import { moment, sdkAppId } from '../values.ts'

/** Of a user's profile, of a friendship, of a group, of a membership. */
export const customFieldLevel = z.enum(['user', 'friend', 'group', 'member'])
export type CustomFieldLevel = z.infer<typeof customFieldLevel>

/** Values of declared fields; each key once. */
export const customValues = z.array(z.object({ key: z.string(), value: z.string() }))
export type CustomValues = z.infer<typeof customValues>

/** The least role that may, from high to low. The app's server is above all of them and always may. */
export const customFieldRight = z.enum(['app', 'owner', 'admin', 'member', 'everyone'])

export type CustomFieldRight = z.infer<typeof customFieldRight>

const rights = {
  readableBy: customFieldRight.default('everyone'),
  writableBy: customFieldRight.default('app'),
}

const customField = z.object({
  level: customFieldLevel,
  /** Without the prefix that the public dialect gives to fields of users and friends. */
  key: z.string(),
  readableBy: customFieldRight,
  writableBy: customFieldRight,
  declaredAt: moment,
})
export type CustomField = z.infer<typeof customField>

const customFields = z.object({ customFields: z.array(customField) })
const which = { sdkAppId, level: customFieldLevel, key: z.string() }

/** Fields of an app's own on users, friends, groups and members. Once declared they stay, under the same name. */
export const customFieldCommands = {
  'customField.list': command({
    summary: 'The fields an app has declared, in the order of declaration.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ sdkAppId, level: customFieldLevel.optional() }),
    output: customFields,
  }),
  'customField.add': command({
    summary:
      'Declare a field for good: it is neither renamed nor taken away. At most 20 of users, 20 of friends, 10 of groups, 5 of members. Adding the same again changes nothing. Refused: custom_field_key_invalid, custom_field_taken, custom_field_limit.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ ...which, ...rights }),
    output: customFields,
  }),
  'customField.setRights': command({
    summary: 'Change who may read and write a field from a client. Refused: not_found.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ ...which, readableBy: customFieldRight, writableBy: customFieldRight }),
    output: customFields,
  }),
}
