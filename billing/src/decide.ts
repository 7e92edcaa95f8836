import { type CarriedOver, carriedOver, historyAfter } from './carried-over.ts'
import {
  type Configuration,
  configurationInForce,
  includedConfiguration,
  largest,
  sameConfiguration,
  type WantedConfiguration,
} from './configuration.ts'
import { type Circumstances, entryDay, type LedgerEntry, type NewLedgerEntry, nextEntry, presentOf, usedUp } from './ledger.ts'
import { featuresMissing, limitsAt } from './limits.ts'
import type { UsageDay } from './month-lines.ts'
import { type MonthPreview, type PricePreview, previewMonth, previewPrice } from './preview.ts'
import { bookOf, type FeatureName, type PriceBook } from './price-book.ts'
import { type AppStatus, dataLostAt, factsAfter, type StatusFacts, statusOf } from './status.ts'

/** What a decision rests on. */
export interface AppFacts {
  ledger: readonly LedgerEntry[]
  statusFacts: StatusFacts
  accountOverdue: boolean
  /** What it owes, as people read it. */
  owed?: string
  /** Usage of the running month so far, for the overage in previews; left out: none. */
  usageDays?: readonly UsageDay[]
}

export type Decision<T> = { allowed: true; change: T } | { allowed: false; reason: DecisionReason; details: Record<string, unknown> }

export type DecisionReason =
  | 'upgrade_only_from_free'
  | 'upgrade_first'
  | 'no_return_to_free'
  | 'nothing_to_change'
  /** details: usedOn, possibleOn (days). */
  | 'already_modified_this_month'
  /** details: usedOn, possibleOn (days). */
  | 'already_set_this_month'
  /** details: field, min, max, steps. */
  | 'out_of_range'
  /** details: field, steps. */
  | 'not_a_step'
  /** details: field. */
  | 'not_on_this_plan'
  | 'app_disabled'
  | 'app_suspended'
  | 'app_deleted'
  /** details: status. */
  | 'app_not_disabled'
  /** details: status. */
  | 'app_not_enabled'
  /** details: dataLostAt (ISO moment). */
  | 'recovery_over'
  | 'account_overdue'

/** What an upgrade, a modification or a change of retention would do. The console shows it; the command writes `entry`. */
export interface PlanChange {
  entry: NewLedgerEntry
  price: PricePreview
  /** What becomes of each item (plans-and-billing.md 6.3). */
  carriedOver: CarriedOver[]
  lostFeatures: FeatureName[]
  gainedFeatures: FeatureName[]
}

/** What disabling, enabling or deleting would do. */
export interface StatusChange {
  entry: NewLedgerEntry
  statusFacts: StatusFacts
  status: AppStatus
  /** Afterwards; null while nothing threatens the data. */
  dataLostAt: Date | null
  /** Fees of this month that stay due. */
  thisMonth: MonthPreview
}

/** Once in an app's life, from Free only. It does not use up the month's modification. */
export function decideUpgrade(facts: AppFacts, wanted: WantedConfiguration, when: Circumstances): Decision<PlanChange> {
  const { current, book } = look(facts, when)
  const closed = planClosed(facts)
  if (closed) return closed
  if (current.edition !== 'free') return refuse('upgrade_only_from_free')
  if (wanted.edition === 'free') return refuse('nothing_to_change')
  const misfit = misfitOf(wanted, book)
  if (misfit) return misfit
  const after = { ...fitted(wanted, book), historyDays: includedConfiguration(wanted.edition, book).historyDays }
  return allow(planChange('upgraded', facts, after, when))
}

/** Once per app and calendar month, whatever it contains; Pro and Ultimate only. */
export function decideModify(facts: AppFacts, wanted: WantedConfiguration, when: Circumstances): Decision<PlanChange> {
  const { day, current, book } = look(facts, when)
  const closed = planClosed(facts)
  if (closed) return closed
  if (current.edition === 'free') return refuse('upgrade_first')
  if (wanted.edition === 'free') return refuse('no_return_to_free')
  const misfit = misfitOf(wanted, book)
  if (misfit) return misfit
  const after = { ...fitted(wanted, book), historyDays: historyAfter(current, wanted.edition, book) }
  if (sameConfiguration(after, current)) return refuse('nothing_to_change')
  const used = usedUp('modified', facts.ledger, day)
  if (used) return refuse('already_modified_this_month', used)
  return allow(planChange('modified', facts, after, when))
}

/** Retention has its own counter: once per app and calendar month. `historyDays` is the included value or a step of the edition. */
export function decideRetention(facts: AppFacts, historyDays: number, when: Circumstances): Decision<PlanChange> {
  const { day, current, book } = look(facts, when)
  const closed = planClosed(facts)
  if (closed) return closed
  if (current.edition === 'free') return refuse('upgrade_first')
  const { included, steps } = book.editions[current.edition].historyDays
  const offered = [included, ...steps.map((step) => step.upTo)]
  if (!offered.includes(historyDays)) return refuse('not_a_step', { field: 'days', steps: offered })
  if (historyDays === current.historyDays) return refuse('nothing_to_change')
  const used = usedUp('retentionSet', facts.ledger, day)
  if (used) return refuse('already_set_this_month', used)
  return allow(planChange('retentionSet', facts, { ...presentOf(facts.ledger).configuration, historyDays }, when))
}

/** The operator gives this month's modification back. */
export function decideResetAllowance(facts: AppFacts, when: Circumstances): Decision<{ entry: NewLedgerEntry }> {
  const { day } = look(facts, when)
  if (gone(facts)) return refuse('app_deleted')
  if (!usedUp('modified', facts.ledger, day)) return refuse('nothing_to_change')
  return allow({ entry: nextEntry('allowanceReset', facts.ledger, when) })
}

/** Any plan, Free included; an enabled app only. */
export function decideDisable(facts: AppFacts, when: Circumstances): Decision<StatusChange> {
  const status = statusOf(facts.statusFacts)
  if (gone(facts)) return refuse('app_deleted')
  if (status === 'suspended') return refuse('app_suspended')
  if (status !== 'enabled') return refuse('app_not_enabled', { status })
  return allow(statusChange('disabled', facts, when))
}

/** Restores everything as it was; possible while data are not lost. A suspended app stays suspended, but is no longer disabled. */
export function decideEnable(facts: AppFacts, when: Circumstances): Decision<StatusChange> {
  if (gone(facts)) return refuse('app_deleted')
  if (!facts.statusFacts.disabledAt) return refuse('app_not_disabled', { status: statusOf(facts.statusFacts) })
  const lost = dataLostAt(facts.statusFacts, when.timeZone)
  if (lost && lost <= when.now) return refuse('recovery_over', { dataLostAt: lost.toISOString() })
  return allow(statusChange('enabled', facts, when))
}

/** For good; a disabled app only, suspended or not. */
export function decideDelete(facts: AppFacts, when: Circumstances): Decision<StatusChange> {
  if (gone(facts)) return refuse('app_deleted')
  if (!facts.statusFacts.disabledAt) return refuse('app_not_disabled', { status: statusOf(facts.statusFacts) })
  return allow(statusChange('deleted', facts, when))
}

function look(facts: AppFacts, when: Circumstances) {
  const day = entryDay(when.now, facts.ledger, when.timeZone, when.closedThrough)
  const book = bookOf(when.books, day)
  return { day, book, current: configurationInForce(presentOf(facts.ledger).configuration, book) }
}

function gone(facts: AppFacts): boolean {
  return Boolean(facts.statusFacts.deletedAt ?? facts.statusFacts.purgedAt)
}

/** Status first, then the account: a plan is changed only on an app in service whose account is not overdue. */
function planClosed(facts: AppFacts) {
  if (gone(facts)) return refuse('app_deleted')
  if (facts.statusFacts.suspendedAt) return refuse('app_suspended')
  if (facts.statusFacts.disabledAt) return refuse('app_disabled')
  if (facts.accountOverdue) return refuse('account_overdue', { owed: facts.owed ?? 'something' })
  return null
}

export function misfitOf(wanted: WantedConfiguration, book: PriceBook) {
  const { avGroups, ...terms } = book.editions[wanted.edition]
  if (wanted.unlimitedAvGroups && avGroups.included !== null && avGroups.unlimitedPriceCents === null) {
    return refuse('not_on_this_plan', { field: 'unlimitedAvGroups' })
  }
  for (const field of ['groupsPerUser', 'membersPerGroup'] as const) {
    const min = terms[field].included
    const max = largest(terms[field])
    const value = wanted[field]
    if (!Number.isInteger(value) || value < min || value > max) {
      return refuse('out_of_range', { field, min, max, steps: terms[field].steps.map((step) => step.upTo) })
    }
  }
  return null
}

/** Where audio-video groups are unlimited anyway, asking for less is not a wish. */
export function fitted(wanted: WantedConfiguration, book: PriceBook): WantedConfiguration {
  const { edition, groupsPerUser, membersPerGroup } = wanted
  const unlimitedAvGroups = wanted.unlimitedAvGroups || book.editions[edition].avGroups.included === null
  return { edition, unlimitedAvGroups, groupsPerUser, membersPerGroup }
}

function planChange(
  kind: 'upgraded' | 'modified' | 'retentionSet',
  facts: AppFacts,
  after: Configuration,
  when: Circumstances,
): PlanChange {
  const { book, current } = look(facts, when)
  const entry = nextEntry(kind, facts.ledger, when, after)
  const limitsBefore = limitsAt(current, book)
  const limitsAfter = limitsAt(after, book)
  return {
    entry,
    price: previewPrice(facts.ledger, entry, facts.usageDays ?? [], when.books),
    carriedOver: carriedOver(current, after, book),
    lostFeatures: featuresMissing(limitsBefore, limitsAfter),
    gainedFeatures: featuresMissing(limitsAfter, limitsBefore),
  }
}

function statusChange(kind: 'disabled' | 'enabled' | 'deleted', facts: AppFacts, when: Circumstances): StatusChange {
  const entry = nextEntry(kind, facts.ledger, when)
  const statusFacts = factsAfter(facts.statusFacts, entry)
  return {
    entry,
    statusFacts,
    status: statusOf(statusFacts),
    dataLostAt: dataLostAt(statusFacts, when.timeZone),
    thisMonth: previewMonth(facts.ledger, entry, facts.usageDays ?? [], when.books),
  }
}

export function allow<T>(change: T): Decision<T> {
  return { allowed: true, change }
}

export function refuse(reason: DecisionReason, details: Record<string, unknown> = {}) {
  return { allowed: false as const, reason, details }
}
