import type { Database } from '../../server/src/platform/database.ts'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { groups, said, users } from './message-app.ts'
import type { Say, Way } from './way.ts'

/**
 * Nothing but the insertion: the same rows into a table with the columns and the indexes of messages, each row with values of its own, and
 * a commit for each statement. Two connections; each writes the half of those in flight with one statement, and everyone of them waits for
 * the commit.
 */
export async function bareInsertion(sql: Database, { sdkAppId }: AppDriver, what: string): Promise<Way> {
  await sql`create table bare_messages (like messages including all)`
  let sequence = performance.timeOrigin + performance.now() * 1000

  async function insert(size: number) {
    const rows = Array.from({ length: size }, () => {
      const number = Math.floor(sequence++)
      const at = new Date()
      return {
        number,
        at: at.toISOString(),
        day: at.toISOString().slice(0, 10),
        senderId: `user_${number % users}`,
        body: JSON.stringify(said),
      }
    })
    await sql`
      insert into bare_messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)
      select conversation_id, sequence, app_id, at, day, sender_id, random, priority, body::json, cloud_custom_data
      from unnest(
        ${rows.map(({ number }) => number % groups)}::bigint[], ${rows.map(({ number }) => number)}::bigint[], ${rows.map(() => sdkAppId)}::bigint[],
        ${rows.map(({ at }) => at)}::text[]::timestamptz[], ${rows.map(({ day }) => day)}::date[], ${rows.map(({ senderId }) => senderId)}::text[],
        ${rows.map(({ number }) => number % 2 ** 32)}::bigint[], ${rows.map(() => 2)}::smallint[], ${rows.map(({ body }) => body)}::text[],
        ${rows.map(() => '')}::text[]
      ) as given (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data)`
  }

  return {
    what,
    async open(inFlight) {
      const size = inFlight / 2
      const statements = [0, 1].map(() => ({ under: Promise.resolve(), waiting: 0 }))
      const says = Array.from({ length: inFlight }, (_, index): Say => {
        const statement = statements[index % 2]!
        return () => {
          if (statement.waiting++ % size === 0) statement.under = insert(size)
          return statement.under
        }
      })
      return { says, close: () => {} }
    },
  }
}
