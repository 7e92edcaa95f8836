import type { Database } from '../../../platform/database.ts'
import { isOfDatabase } from '../../../platform/database-errors.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { Activity } from '../../../road/activity.ts'
import { countMessage } from './count-message.ts'
import { createLanes } from './lanes.ts'
import { makeParts, partOf } from './months.ts'
import { rememberDays } from './remember-days.ts'
import { writeBatch } from './write-batch.ts'

/** From the hand-over of a message to its event. */
export function openWritePath(sql: Database, hub: Hub, activity: Pick<Activity, 'message'>) {
  const days = rememberDays()
  return createLanes({
    async write(batch) {
      const written = await writeBatch(sql, batch, { daysAreKnown: days.knowsAll(batch) })
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
