import { z } from 'zod'
import { command } from '../../command.ts'
import { textOf } from '../../values.ts'
import { groupId } from '../groups/groups.ts'

export const extensionKey = textOf(100).min(1, 'is empty')
export const extensionValue = textOf(1000)

/** Every change of the extensions of a message has a number, from 1. */
const change = z.number().int()
const inGroup = z.object({ groupId, topicId: z.string().min(1).optional(), sequence: z.number().int().min(0) })
const direct = z.object({
  /** Default: the administrator who calls. */
  senderId: z.string().optional(),
  receiverId: z.string(),
  messageKey: z.string().min(1),
})

const changes = z.object({
  operation: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('set'),
      extensions: z
        .array(
          z.object({
            key: extensionKey,
            value: extensionValue,
            /** The `change` under which the key was seen, 0 if there was none: whoever was quicker is not overwritten. */
            expectedChange: change.min(0).optional(),
          }),
        )
        .min(1)
        .max(20),
    }),
    z.object({ kind: z.literal('delete'), keys: z.array(extensionKey).min(1).max(20) }),
    z.object({ kind: z.literal('clear') }),
  ]),
})
const changed = z.object({
  /** In the order given. `change` null: there was no such key to delete. */
  results: z.array(z.object({ key: z.string(), value: z.string(), change: change.nullable() })),
})

const asked = z.object({
  /** Set by this change or a later one. */
  from: change.min(0).default(0),
})
const listed = z.object({
  /** In the order of their changes. */
  extensions: z.array(z.object({ key: z.string(), value: z.string(), change })),
  /** Of the last one listed while there is more, otherwise the latest there was. */
  latestChange: change,
  /** When all were taken away the last time; 0: never. */
  clearedChange: change,
  complete: z.boolean(),
})

const refused = 'extensions_not_on_plan, extension_message_unknown, extensions_not_supported'
const whatChanges = 'Set up to 20 pairs of a message, of which it has at most 300, take some away, or all.'

/**
 * Keys with values that hang on a message. The app's administrator changes them without saying which change was the last seen. A user must be
 * a member of the group, or one of the two.
 */
export const extensionCommands = {
  'extension.changeInGroup': command({
    summary: `${whatChanges} Refused: ${refused}, topic_unknown, extension_limit, extension_rate_limit. Refused to users: not_a_member, extension_changed.`,
    callers: ['app', 'user'],
    effect: 'write',
    input: inGroup.extend(changes.shape),
    output: changed,
  }),
  'extension.changeDirect': command({
    summary: `${whatChanges} Refused: ${refused}, message_key_invalid, extension_limit, extension_rate_limit. Refused to users: extension_changed.`,
    callers: ['app', 'user'],
    effect: 'write',
    input: direct.extend(changes.shape),
    output: changed,
  }),
  'extension.listInGroup': command({
    summary: `Up to 200 pairs of a message. Refused: ${refused}, topic_unknown. Refused to users: not_a_member.`,
    callers: ['app', 'user'],
    effect: 'read',
    input: inGroup.extend(asked.shape),
    output: listed,
  }),
  'extension.listDirect': command({
    summary: `Up to 200 pairs of a message. Refused: ${refused}, message_key_invalid.`,
    callers: ['app', 'user'],
    effect: 'read',
    input: direct.extend(asked.shape),
    output: listed,
  }),
}
