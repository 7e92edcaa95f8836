import type { Handlers } from '../../context.ts'
import type { ImParts } from '../messages/parts.ts'

export function receiptHandlers(_: ImParts) {
  return {} satisfies Partial<Handlers>
}
