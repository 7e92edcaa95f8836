import { write } from '../../../outbox/store.ts'
import type { Database, Sql } from '../../../platform/database.ts'
import { isOfDatabase } from '../../../platform/database-errors.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { Activity } from '../../../road/activity.ts'
import { carryFields } from './carry-fields.ts'
import { countMessage } from './count-message.ts'
import { createLanes } from './lanes.ts'
import { makeParts, partOf } from './months.ts'
import { rememberDays } from './remember-days.ts'
import { type Outgoing, type Written, writeBatch } from './write-batch.ts'

/** From the hand-over of a message to its event. */
export function openWritePath(sql: Database, hub: Hub, activity: Pick<Activity, 'message'>) {
  const days = rememberDays()
  return createLanes({
    async write(batch) {
      const daysAreKnown = days.knowsAll(batch)
      await carryFields(sql, batch)
      const written = batch.some(({ alongside }) => alongside)
        ? await sql.begin((tx) => writeAlongside(tx, batch, daysAreKnown))
        : await writeBatch(sql, batch, { daysAreKnown })
      days.note(batch, written)
      return written
    },
    makeParts: (batch) =>
      makeParts(
        sql,
        batch.map(({ at }) => partOf(at)),
      ),
    isAway: isOfDatabase,
    onCommitted(outgoing, written) {
      countMessage(activity, outgoing, written)
      const { sdkAppId, to, message, silent, delivery } = outgoing
      if (silent || (written.outcome !== 'sent' && written.outcome !== 'passed')) return
      const { sequence, at } = written
      const { kind: _, ...destination } = to
      hub.emit({ sdkAppId, name: 'message.sent', content: { ...message, ...destination, ...delivery, sequence, at: at.toISOString() } })
    },
  })
}

/** The messages and what others are told of them, in the order of the messages: neither without the other. */
async function writeAlongside(sql: Sql, batch: Outgoing[], daysAreKnown: boolean): Promise<Written[]> {
  const written = await writeBatch(sql, batch, { daysAreKnown })
  const told = await Promise.all(batch.map(async ({ alongside }, index) => (alongside ? alongside(sql, written[index]!) : [])))
  await write(sql, told.flat())
  return written
}
