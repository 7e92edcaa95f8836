import type { ContactPosition } from '@plenum/contract'

export const pageSize = 100

/** Of a list with the newest first. */
interface Listed {
  lastAt: Date
}

/**
 * The page after a position. A position counts what is still to come of its second, not what went before: whatever is said meanwhile comes
 * in front, so nothing that stays where it is is left out or comes twice. Past the end the position stays.
 */
export function pageAfter<T extends Listed>(listed: T[], after: ContactPosition | undefined) {
  const start = after && after.second > 0 ? startAfter(listed, after) : 0
  const page = listed.slice(start, start + pageSize)
  const rest = listed.slice(start + pageSize)
  const second = page.length > 0 ? secondOf(page.at(-1)!) : (after?.second ?? 0)
  const remaining = rest.filter((item) => secondOf(item) === second).length
  return { page, complete: rest.length === 0, next: { second, remaining } }
}

function startAfter(listed: Listed[], { second, remaining }: ContactPosition): number {
  const older = listed.findIndex((item) => secondOf(item) < second)
  const end = older === -1 ? listed.length : older
  const inSecond = listed.slice(0, end).filter((item) => secondOf(item) === second).length
  return end - Math.min(remaining, inSecond)
}

function secondOf({ lastAt }: Listed): number {
  return Math.floor(lastAt.getTime() / 1000)
}
