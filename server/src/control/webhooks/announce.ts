import type { WebhookType } from '@plenum/contract'
import { write } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import { listListening } from './store.ts'

export interface Announced {
  accountId: string
  type: WebhookType
  at: Date
  data: Record<string, unknown>
}

/** Part of the transaction that writes the fact: what was not announced did not happen. */
export async function announce(sql: Sql, facts: readonly Announced[]): Promise<void> {
  if (facts.length === 0) return
  const endpoints = await listListening(
    sql,
    facts.map(({ accountId }) => accountId),
  )
  if (endpoints.length === 0) return
  const deliveries = facts.flatMap(({ accountId, type, at, data }) => {
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data: { accountId, ...data } })
    return endpoints
      .filter((endpoint) => (endpoint.accountId ?? accountId) === accountId && endpoint.events.includes(type))
      .map(({ id }) => ({ receiver: id, appId: null, orderKey: null, kind: type, body, at }))
  })
  await write(sql, deliveries)
}
