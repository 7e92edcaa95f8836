import { type Database, isDatabaseAway } from '../../platform/database.ts'
import type { Hub } from './hub.ts'
import { createLanes } from './lanes.ts'
import { makeParts, partOf } from './months.ts'
import { writeBatch } from './write-batch.ts'

/** From the hand-over of a message to its event. */
export function openWritePath(sql: Database, hub: Hub) {
  return createLanes({
    write: (batch) => writeBatch(sql, batch),
    makeParts: (batch) =>
      makeParts(
        sql,
        batch.map(({ at }) => partOf(at)),
      ),
    isAway: isDatabaseAway,
    onCommitted({ sdkAppId, groupId, message }, written) {
      if (written.outcome !== 'sent' && written.outcome !== 'passed') return
      const { sequence, at } = written
      hub.emit({ sdkAppId, name: 'message.sent', content: { ...message, groupId, sequence, at: at.toISOString() } })
    },
  })
}
