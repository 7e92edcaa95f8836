import type { Output } from '@plenum/contract'

/** What a change of plan has done, for the sentence that says it afterwards. */
export interface PlanChanged {
  operation: 'upgrade' | 'modify'
  answer: Output<'plan.modify'>
  /** The limit under which existing groups were created. */
  membersBefore: number
  /** The storage period that fell, and until when it can be had back. */
  historyBefore: { days: number; lostAt: string } | null
}
