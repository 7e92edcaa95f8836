import { z } from 'zod'
import { command } from '../../command.ts'
import { day, month, nothing, requestId, shownName } from '../../values.ts'

const accountId = z.string().max(40)
const line = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u, 'A line has no line breaks or control characters.')

/** Who pays or is paid, as bills name them. */
export const party = z.object({
  name: shownName(120),
  /** Street, place and what else belongs to an address. */
  lines: z.array(line.min(1)).max(6).default([]),
  country: line.max(60).default(''),
  taxNumber: line.max(40).default(''),
})

const shownParty = z.object({ name: z.string(), lines: z.array(z.string()), country: z.string(), taxNumber: z.string() })
/** Left out on bills that were issued before bills named anyone. */
export const parties = { issuer: shownParty.nullable(), customer: shownParty.nullable() }

export const paperCommands = {
  'account.getBillingAddress': command({
    summary: 'What the bills of an account are addressed to, and since when; null: to the name of the account.',
    callers: ['person'],
    effect: 'read',
    right: 'read',
    input: z.object({ accountId: accountId.optional() }),
    output: z.object({ address: shownParty.nullable(), sinceDay: day.nullable(), accountName: z.string() }),
  }),
  'account.setBillingAddress': command({
    summary:
      'Say what bills are addressed to, from the month of today on; null: the name of the account alone. By its owner, who was granted plans, or the operator.',
    callers: ['person'],
    effect: 'write',
    right: 'plan',
    billed: true,
    input: z.object({ accountId: accountId.optional(), address: party.nullable(), requestId: requestId.optional() }),
    output: nothing,
  }),
  'bill.file': command({
    summary: 'A bill as a file, also at `/files/bills/{month}.pdf` and `.csv`. The PDF is made once, kept, and never made again.',
    callers: ['person'],
    effect: 'statement',
    right: 'read',
    input: z.object({ accountId: accountId.optional(), month, format: z.enum(['pdf', 'csv']) }),
    output: z.object({ fileName: z.string(), contentType: z.string(), base64: z.string() }),
  }),
}
