import type { Fragment, Sql } from '../../platform/database.ts'

/** What hangs on a message, with the app and the day of the message in each row. */
const hanging = [
  'message_readings',
  'message_extensions',
  'message_extension_changes',
  'message_reactions',
  'message_reaction_changes',
  'message_pins',
  'hidden_messages',
] as const

/** Messages first, so that nothing new is hung on them. Returns how many rows went. */
async function removePortion(sql: Sql, doomed: (sql: Sql) => Fragment, portion: number): Promise<number> {
  const messages = await removePortionOfMessages(sql, doomed, portion)
  if (messages > 0) return messages
  for (const table of hanging) {
    const { count } = await sql`
      delete from ${sql(table)} where ctid = any(array(select ctid from ${sql(table)} where ${doomed(sql)} limit ${portion}))`
    if (count > 0) return count
  }
  return 0
}

/** Rows are named by their key: a place in a part is no name in the whole. */
async function removePortionOfMessages(sql: Sql, doomed: (sql: Sql) => Fragment, portion: number): Promise<number> {
  const { count } = await sql`
    delete from messages using (
      select conversation_id, sequence, at from messages where ${doomed(sql)} limit ${portion}
    ) as doomed
    where messages.conversation_id = doomed.conversation_id and messages.sequence = doomed.sequence and messages.at = doomed.at`
  return count
}

export function removeMessagesOfDay(sql: Sql, sdkAppId: number, day: string, portion: number) {
  return removePortion(sql, () => sql`app_id = ${sdkAppId} and day = ${day}`, portion)
}

export function removeMessagesOfConversation(sql: Sql, conversationId: number, portion: number) {
  return removePortion(sql, () => sql`conversation_id = ${conversationId}`, portion)
}

/** One portion of an ended app. 0: nothing is left. What its senders tried is forgotten with the window. */
export async function removeMessagesOfApp(sql: Sql, sdkAppId: number, portion: number): Promise<number> {
  const messages = await removePortion(sql, () => sql`app_id = ${sdkAppId}`, portion)
  if (messages > 0) return messages
  const { count } = await sql`
    delete from conversations where id = any(array(select id from conversations where app_id = ${sdkAppId} limit ${portion}))`
  if (count === 0) await sql`delete from message_days where app_id = ${sdkAppId}`
  return count
}
