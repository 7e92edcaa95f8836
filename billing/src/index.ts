/**
 * What a plan allows and what it costs: pure functions over facts and a ledger. Nothing here reads a clock, a file or a database.
 * Money is whole US cents, a line is the exact fraction `priceCents x days / daysInMonth`. Days are `2022-11-10`, months `2022-11`, ends exclusive.
 */
export * from './bill.ts'
export * from './calendar.ts'
export { type CarriedOver, historyAfter } from './carried-over.ts'
export {
  type Configuration,
  configurationInForce,
  type Edition,
  editionNames,
  includedConfiguration,
  sameConfiguration,
  stepFor,
  type WantedConfiguration,
} from './configuration.ts'
export {
  type AppFacts,
  type Decision,
  type DecisionReason,
  decideDelete,
  decideDisable,
  decideEnable,
  decideModify,
  decideResetAllowance,
  decideRetention,
  decideUpgrade,
  type PlanChange,
  type StatusChange,
} from './decide.ts'
export * from './exact.ts'
export {
  type Circumstances,
  createdEntry,
  entryDay,
  type LedgerEntry,
  type LedgerKind,
  type MonthlyChange,
  type NewLedgerEntry,
  nextEntry,
  presentOf,
  usedUp,
} from './ledger.ts'
export { featuresMissing, type Limits, limitsAt } from './limits.ts'
export { type DayRange, type Line, type LineKind, monthLines, type UsageDay } from './month-lines.ts'
export { estimateMonth, type MonthPreview, type PricePreview, previewMonth, previewPrice } from './preview.ts'
export { type ItemKind, lineLabel, monthCents, type PriceItem, priceItems } from './price.ts'
export {
  bookOf,
  builtInPriceBookFiles,
  builtInPriceBooks,
  type Choice,
  type EditionTerms,
  type FeatureName,
  type PriceBook,
  PriceBookError,
  type PriceBookFile,
  type PriceBooks,
  parsePriceBooks,
  type Step,
} from './price-book.ts'
export { type ServiceDay, serviceDays } from './service-days.ts'
export { type AppStatus, dataLostAt, enabledFacts, type StatusFacts, statusFactsOf, statusOf } from './status.ts'
export { type SupposedChange, supposeChanges } from './what-if.ts'
