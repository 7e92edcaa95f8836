import { removeMessagesOfConversation } from '../im/messages/remove-messages.ts'
import type { Sweep } from './sweep.ts'

const portion = 5_000

/** What was said in disbanded groups. */
export const removeEndedConversations: Sweep = {
  name: 'remove-ended-conversations',

  async nextDue(sql) {
    const [row] = await sql<{ due: Date | null }[]>`select min(ended_at) as due from ended_conversations`
    return row!.due
  },

  async run(sql) {
    const [ended] = await sql<{ id: number }[]>`select id from ended_conversations order by ended_at, id limit 1`
    if (!ended) return 0
    const gone = await removeMessagesOfConversation(sql, ended.id, portion)
    if (gone > 0) return gone
    await sql`delete from ended_conversations where id = ${ended.id}`
    return 1
  },
}
