import { z } from 'zod'
import { command } from '../../command.ts'
import { nothing, pageLimit } from '../../values.ts'
import { groupId } from './groups.ts'

const sequence = z.number().int().min(0)
const refused = 'top_plan_needed, group_unknown, group_not_supported, receipt_group_too_large'

/** Who has read the messages of a group that asked for it. Members count from the moment they joined; who left and had read still counts as read. */
export const receiptCommands = {
  'receipt.send': command({
    summary: `A member has read up to 30 messages that asked for it; their senders hear of it. What asked for none, was said before the joining or is the member’s own is passed over. Refused: not_a_member, ${refused}.`,
    callers: ['user'],
    effect: 'statement',
    input: z.object({ groupId, sequences: z.array(sequence).min(1).max(30) }),
    output: nothing,
  }),
  'receipt.count': command({
    summary: `How many members have read messages, and how many have not; null where a message asked for no receipt. A user must be a member. Refused: ${refused}. Refused to users: not_a_member.`,
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId, sequences: z.array(sequence).min(1).max(100) }),
    output: z.object({
      /** In the order asked for. */
      receipts: z.array(z.object({ read: z.number().int(), unread: z.number().int() }).nullable()),
    }),
  }),
  'receipt.listUsers': command({
    summary: `Members who have read a message, or those who have not, by id. \`next\` continues the list; null when it ends. A user must be a member. Refused: ${refused}, receipt_unknown. Refused to users: not_a_member.`,
    callers: ['app', 'user'],
    effect: 'read',
    input: z.object({ groupId, sequence, haveRead: z.boolean(), after: z.string().default(''), limit: pageLimit(200, 200) }),
    output: z.object({ userIds: z.array(z.string()), next: z.string().nullable() }),
  }),
}
