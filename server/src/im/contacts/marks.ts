import type { Contact, ContactResult, MarkedContact } from '@plenum/contract'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import type { AppContext } from '../../road/context.ts'

/** A user's own view of a conversation: how it is marked, and in which of the user's groups it is. */
export interface Marked {
  contact: Contact
  standardMarks: number[]
  customMark: string
  contactGroupIds: number[]
}

export function unmarked(contact: Contact): Marked {
  return { contact, standardMarks: [], customMark: '', contactGroupIds: [] }
}

export const isMarked = ({ standardMarks, customMark }: Marked) => standardMarks.length > 0 || customMark !== ''
export const isKept = (marked: Marked) => isMarked(marked) || marked.contactGroupIds.length > 0

interface Marking {
  standard?: { clear: number[]; set: number[] } | undefined
  custom?: string | undefined
}

export function withMarks(marked: Marked, { standard, custom }: Marking): Marked {
  const standardMarks = standard
    ? [...new Set([...marked.standardMarks.filter((bit) => !standard.clear.includes(bit)), ...standard.set])].toSorted((a, b) => a - b)
    : marked.standardMarks
  return { ...marked, standardMarks, customMark: custom ?? marked.customMark }
}

export function withGroup(marked: Marked, contactGroupId: number, isIn: boolean): Marked {
  const others = marked.contactGroupIds.filter((id) => id !== contactGroupId)
  return { ...marked, contactGroupIds: isIn ? [...others, contactGroupId].toSorted((a, b) => a - b) : others }
}

/** Of a community that is hidden not even a mark is taken away. */
export type Missing = 'user_unknown' | 'contact_unresolved' | 'community_not_enabled'

interface Step {
  contact: Contact
  change(marked: Marked): Marked
}

interface Situation {
  /** As they were before. */
  known: Marked[]
  /** What the limit counts, and how many there are of it. */
  counts(marked: Marked): boolean
  count: number
  countMax: number
  /** Why a conversation can be neither marked nor put into a group; null: it can. */
  missing(contact: Contact): Missing | null
}

/** One step after the other. What only takes away is always possible; what would be one too many stays as it was. */
export function applied(steps: Step[], { known, counts, count, countMax, missing }: Situation) {
  const present = new Map(known.map((marked) => [nameOf(marked.contact), marked]))
  const changed = new Map<string, Marked>()
  const results = steps.map(({ contact, change }): ContactResult => {
    const before = present.get(nameOf(contact)) ?? unmarked(contact)
    const after = change(before)
    const more = Number(counts(after)) - Number(counts(before))
    const obstacle = missing(contact)
    if (obstacle === 'community_not_enabled' || (obstacle && isKept(after) && !isKept(before))) return { contact, code: obstacle }
    if (more > 0 && count >= countMax) return { contact, code: 'contact_mark_limit' }
    count += more
    present.set(nameOf(contact), after)
    changed.set(nameOf(contact), after)
    return { contact, code: 'done' }
  })
  return { results, changed: [...changed.values()] }
}

export function nameOf(contact: Contact): string {
  return 'peerId' in contact ? `user ${contact.peerId}` : `group ${contact.groupId}`
}

/** Without what is kept for the day on which the plan has it again. */
export function shownBy({ limits }: Pick<AppContext, 'limits'>, marked: Marked & { changedAt: Date | null }): MarkedContact {
  const { conversationMarks, conversationGroups } = limits.features
  const { contact, customMark, changedAt } = marked
  if ('groupId' in contact && isHiddenCommunity(contact.groupId, limits)) return { ...unmarked(contact), changedAt: null }
  const shown = {
    contact,
    standardMarks: conversationMarks ? marked.standardMarks : [],
    customMark,
    contactGroupIds: conversationGroups ? marked.contactGroupIds : [],
  }
  return { ...shown, changedAt: changedAt && isKept(shown) ? changedAt.toISOString() : null }
}
