import { z } from 'zod'
import { command } from '../command.ts'
import { moment, sdkAppId } from '../values.ts'
import { groupType } from './groups/group-type.ts'

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
  readableBy: customFieldRight,
  writableBy: customFieldRight,
}
const rightsAtFirst = {
  readableBy: customFieldRight.default('everyone'),
  writableBy: customFieldRight.default('app'),
}

/** In groups of one type. */
const rightsInType = z.object({
  type: groupType,
  ...rights,
  /** Of a member's field: whoever the value is about may as well, whatever the role. */
  selfReads: z.boolean(),
  selfWrites: z.boolean(),
})
export type RightsInType = z.infer<typeof rightsInType>

/** No type twice; audio-video groups store no members, and so have no fields of theirs. */
const rightsByType = z
  .array(rightsInType.extend({ selfReads: z.boolean().default(false), selfWrites: z.boolean().default(false) }))
  .min(1)
  .max(5)

const named = {
  /** Without the prefix that the public dialect gives to fields of users and friends. */
  key: z.string(),
  declaredAt: moment,
}
const customField = z.discriminatedUnion('level', [
  z.object({ level: z.enum(['user', 'friend']), ...named, ...rights }),
  /** In groups of other types the field is not known. */
  z.object({ level: z.enum(['group', 'member']), ...named, groupTypes: z.array(rightsInType) }),
])
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
      'Declare a field for good: it is neither renamed nor taken away. At most 20 of users, 20 of friends, 10 of groups, 5 of members. A field of groups or members is for the types of groups named, each with its rights; none named: every type, with the rights beside them. Adding the same again changes nothing. Refused: custom_field_key_invalid, custom_field_taken, custom_field_limit, custom_field_types_invalid.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({ ...which, ...rightsAtFirst, groupTypes: rightsByType.optional() }),
    output: customFields,
  }),
  'customField.setRights': command({
    summary:
      'Change who may read and write a field from a client. Of a field of groups or members: in the types named, of which new ones are added for good; none named: in every type it is for. What is left out stays. Refused: not_found, custom_field_types_invalid.',
    callers: ['person'],
    effect: 'write',
    right: 'develop',
    input: z.object({
      ...which,
      readableBy: customFieldRight.optional(),
      writableBy: customFieldRight.optional(),
      groupTypes: rightsByType.optional(),
    }),
    output: customFields,
  }),
}
