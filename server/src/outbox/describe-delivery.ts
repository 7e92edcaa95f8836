import type { DeliveryRow } from './store.ts'

/** As lists show it. */
export function describeDelivery(row: DeliveryRow) {
  const { id, kind, body, at, attempts, triedAt, tookMs, status, answer, error, outcome, dueAt } = row
  return {
    deliveryId: id,
    type: kind,
    at: at.toISOString(),
    body,
    outcome: outcome ?? ('waiting' as const),
    attempts,
    triedAt: triedAt?.toISOString() ?? null,
    nextTryAt: dueAt?.toISOString() ?? null,
    answer: triedAt && tookMs !== null ? { status, text: answer ?? '', error, tookMs } : null,
  }
}
