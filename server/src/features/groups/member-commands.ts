import type { Handlers } from '../../context.ts'
import type { ImParts } from '../messages/parts.ts'

export function groupMemberHandlers(_: ImParts) {
  return {} satisfies Partial<Handlers>
}
