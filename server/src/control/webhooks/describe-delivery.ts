import type { Output } from '@plenum/contract'
import type { DeliveryRow } from '../../outbox/store.ts'

export function describeDelivery(row: DeliveryRow): Omit<Output<'delivery.list'>['deliveries'][number], 'endpointId'> {
  const { id, kind, body, at, attempts, triedAt, tookMs, status, answer, error, outcome, dueAt } = row
  return {
    deliveryId: id,
    type: kind,
    at: at.toISOString(),
    body,
    outcome: outcome ?? 'waiting',
    attempts,
    triedAt: triedAt?.toISOString() ?? null,
    nextTryAt: dueAt?.toISOString() ?? null,
    answer: triedAt && tookMs !== null ? { status, text: answer ?? '', error, tookMs } : null,
  }
}
