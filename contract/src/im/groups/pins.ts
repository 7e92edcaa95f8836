import { z } from 'zod'
import { command } from '../../command.ts'
import { moment, nothing } from '../../values.ts'
import { message } from '../messages/messages.ts'
import { groupId } from './groups.ts'

const place = { groupId, topicId: z.string().min(1).optional() }
const sequence = z.number().int().min(0)
const refused =
  'group_unknown, topic_unknown, group_not_supported, not_a_member, group_not_allowed, group_message_no_history (of an audio-video group)'

/** Messages that a group, or a topic, keeps in sight. A message that is recalled or past the storage period is pinned no more. */
export const pinCommands = {
  'group.pinMessage': command({
    summary: `Pin a message; at most 10 are. The owner and admins do, in Work groups every member. What was said to some members only or told by the service is not pinned. Refused: ${refused}, group_message_unknown, message_pinned, pin_limit.`,
    callers: ['user'],
    effect: 'write',
    input: z.object({ ...place, sequence }),
    output: nothing,
  }),
  'group.unpinMessage': command({
    summary: `Pin a message no more; whoever may pin may. May be repeated. Refused: ${refused}.`,
    callers: ['user'],
    effect: 'write',
    input: z.object({ ...place, sequence }),
    output: nothing,
  }),
  'group.listPinnedMessages': command({
    summary:
      'The pinned messages of a group that the member sees, the latest pinned first. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history.',
    callers: ['user'],
    effect: 'read',
    input: z.object(place),
    output: z.object({ pinned: z.array(z.object({ message, operatorId: z.string(), pinnedAt: moment })) }),
  }),
}
