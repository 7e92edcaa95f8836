import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing, text, textOf } from '../../values.ts'
import { groupId } from './groups.ts'

/** Lengths are judged by the handler, because each has a refusal of its own. */
const attribute = z.object({ key: text.min(1), value: text })
const attributes = z.array(attribute)
export type Attribute = z.infer<typeof attribute>

/** A whole number of 64 bits as text: numbers of JSON are exact only up to 2^53. */
const exactInteger = z.string().regex(/^-?\d{1,20}$/)
const counter = z.object({ key: textOf(128).min(1, 'is empty'), value: exactInteger })
export type Counter = z.infer<typeof counter>

/** Attributes and counters of a group: small values by key that every member sees change. */
export const attributeCommands = {
  'attribute.list': command({
    summary: 'The attributes of a group, by key. Refused: group_unknown, not_a_member, group_not_allowed.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId }),
    output: z.object({ attributes }),
  }),
  'attribute.add': command({
    summary:
      'Add attributes to a group, or give those that are there another value. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_key_too_long, attribute_value_too_long, attribute_limit, attribute_bytes_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, attributes }),
    output: nothing,
  }),
  'attribute.replace': command({
    summary:
      'Replace all attributes of a group. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_key_too_long, attribute_value_too_long, attribute_limit, attribute_bytes_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, attributes }),
    output: nothing,
  }),
  'attribute.clear': command({
    summary: 'Remove all attributes of a group. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId }),
    output: nothing,
  }),
  'attribute.remove': command({
    summary:
      'Remove attributes of a group; all or none. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_unknown.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, keys: z.array(z.string()) }),
    output: nothing,
  }),

  'counter.list': command({
    summary:
      'Counters of a group, by key; only those named, when some are. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported.',
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId, keys: z.array(z.string()).optional() }),
    output: z.object({ counters: z.array(counter) }),
  }),
  'counter.update': command({
    summary:
      'Set counters of a group, raise or lower them; a counter that is not there begins at 0. Answers the new values. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported, counter_limit, counter_out_of_range.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, mode: z.enum(['Set', 'Increase', 'Decrease']), counters: z.array(counter) }),
    output: z.object({ counters: z.array(counter) }),
  }),
  'counter.remove': command({
    summary:
      'Remove counters of a group; all of them, when none is named. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported.',
    callers: ['app', 'user'],
    effect: 'write',
    input: z.object({ groupId, keys: z.array(z.string()).optional() }),
    output: nothing,
  }),
}
