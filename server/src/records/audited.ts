import type { Actor, AuditEntry } from '@plenum/contract'

/** One thing that was different before and after, in words that people read. */
export type Change = AuditEntry['changes'][number]

export interface Audited {
  at: Date
  day: string
  accountId: string | null
  appId?: number
  category: AuditEntry['category']
  /** Such as `plan.upgraded`, `key.revealed`, `person.invited`. */
  action: string
  actor: Doer
  /** Where it was called from. */
  address?: string
  changes?: Change[]
  /** What it does to the list price of a month. */
  priceDifferenceCents?: number
  note?: string
}

/** As it is written down; `id` is that of the person or API key, to whom nobody tells what they did themselves. */
export type Doer = Actor & { id?: string }
