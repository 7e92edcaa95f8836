import { signedHeaders } from '../../outbox/sign.ts'
import type { Target } from '../../outbox/target.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Sql } from '../../platform/database.ts'
import { tell } from '../../records/notices.ts'
import { findEndpoint } from './store.ts'

const dayMs = 24 * 60 * 60 * 1000

/** How an endpoint is delivered to; null: it was removed. */
export async function findEndpointTarget(sql: Sql, endpointId: string): Promise<Target | null> {
  const endpoint = await findEndpoint(sql, endpointId)
  if (!endpoint) return null
  const { accountId, url, secret, previousSecret, previousUntil } = endpoint
  return {
    compose(delivery, at) {
      const secrets = previousSecret && previousUntil! > at ? [secret, previousSecret] : [secret]
      return { url, headers: signedHeaders({ id: `msg_${delivery.id}`, at, body: delivery.body, secrets }) }
    },
    timeoutMs: 10_000,
    inFlightMax: 4,
    retryForMs: 3 * dayMs,
    keepMs: 30 * dayMs,
    waitingMax: { countMax: 10_000, bytesMax: 16 * 1024 * 1024 },
    async onLost({ kind, delivery }) {
      // Of an endpoint that hears of all accounts the operator sees it on the page.
      if (accountId === null) return
      const about = { accountId, appId: null, at: delivery.at, kind: 'endpoint.failed' } as const
      if (kind === 'dropped') {
        await tell(sql, {
          ...about,
          cause: `webhooks dropped:${endpointId}:${technicalNow().toISOString().slice(0, 13)}`,
          title: 'Webhooks did not arrive',
          text: `More waited than are kept for ${url}: the oldest were thrown away. Webhooks shows which, and can repeat them.`,
        })
        return
      }
      await tell(sql, {
        ...about,
        cause: `webhook not delivered:${endpointId}:${delivery.id}`,
        title: 'A webhook did not arrive',
        text: `${url} did not take ${delivery.kind} for three days. Webhooks shows what came back, and can repeat it.`,
      })
    },
  }
}
