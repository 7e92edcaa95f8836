import type { Fragment, Sql } from '../../platform/database.ts'

/** All reactions to a message as a user reads them, the earliest first; null: nobody has reacted. `sequence` is a column. */
export const reactionsSeenBy = (sql: Sql, userId: string, conversationId: number, sequence: Fragment): Fragment => sql`
  (select json_agg(json_build_object('reactionId', reaction_id, 'count', users, 'mine', mine) order by first)
  from (
    select reaction_id, count(*) as users, bool_or(user_id = ${userId}) as mine, min(number) as first from message_reactions
    where conversation_id = ${conversationId} and message_reactions.sequence = ${sequence} group by reaction_id
  ) as kinds)`
