import type { Handlers } from '../../context.ts'
import type { ImParts } from '../messages/parts.ts'

export function pushHandlers(_: ImParts) {
  return {} satisfies Partial<Handlers>
}
