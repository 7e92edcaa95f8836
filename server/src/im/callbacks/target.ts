import type { Target } from '../../outbox/target.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import type { Activity } from '../../road/activity.ts'
import { type Acting, addressOf, certificateOf } from './address.ts'
import { findOwned, findSettings, noteDropped } from './settings-store.ts'

const hourMs = 60 * 60 * 1000

export const receiverOf = (sdkAppId: number) => `app_${sdkAppId}`

interface Parts {
  sql: Database
  activity: Activity
}

/** How an app is told what has happened; null: it has no callbacks any more. */
export async function findCallbackTarget({ sql, activity }: Parts, receiver: string): Promise<Target | null> {
  const sdkAppId = Number(receiver.slice('app_'.length))
  const settings = await findSettings(sql, sdkAppId)
  if (!settings) return null
  return {
    compose: ({ id, kind, body, query }, at) =>
      addressOf({ sdkAppId, settings, command: kind, acting: query as unknown as Acting, id: `msg_${id}`, body, at }),
    certificate: certificateOf(settings),
    timeoutMs: 2_000,
    inFlightMax: 10,
    retryForMs: 24 * hourMs,
    keepMs: 72 * hourMs,
    waitingMax: { countMax: 10_000, bytesMax: 32 * 1024 * 1024 },
    onAnswered: (_, answer) => activity.callback(sdkAppId, answer.status !== null),
    async onLost({ kind, count, delivery: { at } }) {
      if (kind === 'dropped') await noteDropped(sql, sdkAppId, count, technicalNow())
      const app = await findOwned(sql, sdkAppId)
      if (!app) return
      await tell(sql, {
        accountId: app.accountId,
        appId: sdkAppId,
        at,
        kind: `callback.${kind}`,
        cause: `callback ${kind}:${sdkAppId}:${technicalNow().toISOString().slice(0, 13)}`,
        title: `Callbacks of ${app.name} did not arrive`,
        text:
          kind === 'dropped'
            ? 'More "after" callbacks waited than are kept: the oldest were thrown away. Last deliveries shows which.'
            : 'An "after" callback was tried for a day and is given up. Last deliveries shows it, and can repeat it.',
      })
    },
  }
}
