import type { Handlers } from '../../context.ts'
import type { ImParts } from '../messages/parts.ts'

export function friendHandlers(_: ImParts) {
  return {} satisfies Partial<Handlers>
}
