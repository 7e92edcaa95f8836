import {
  type AppFacts,
  builtInPriceBooks,
  createdEntry,
  type Decision,
  decideDelete,
  decideDisable,
  decideEnable,
  decideModify,
  decideRetention,
  decideUpgrade,
  type Edition,
  formatCents,
  formatExact,
  includedConfiguration,
  type LedgerEntry,
  type LedgerKind,
  type Line,
  monthLines,
  type NewLedgerEntry,
  nextEntry,
  type PriceBooks,
  presentOf,
  roundToCents,
  statusFactsOf,
  sumExact,
  type UsageDay,
  type WantedConfiguration,
} from '../src/index.ts'

const timeZone = 'Asia/Shanghai'

/** Beijing time: `2022-11-10` is its noon, `2022-11-10 23:59:59` that second. */
export function beijing(text: string): Date {
  return new Date(`${text.includes(' ') ? text.replace(' ', 'T') : `${text}T12:00:00`}+08:00`)
}

/** An app that is told step by step. What is refused throws, unless asked with `try…`. */
export function appStory(createdOn: string, { books = builtInPriceBooks }: { books?: PriceBooks } = {}) {
  const when = (at: string) => ({ now: beijing(at), timeZone, books })
  const ledger: LedgerEntry[] = [{ ...createdEntry(when(createdOn)), sequence: 1 }]
  const overdue = { account: false }

  const facts = (): AppFacts => ({ ledger, statusFacts: statusFactsOf(ledger), accountOverdue: overdue.account })
  const append = (entry: NewLedgerEntry) => ledger.push({ ...entry, sequence: ledger.length + 1 })
  const wanted = (change: Partial<WantedConfiguration>): WantedConfiguration => {
    const present = presentOf(ledger).configuration
    const edition: Edition = change.edition ?? present.edition
    const base = edition === present.edition ? present : includedConfiguration(edition, books[0]!)
    const { historyDays: _, ...rest } = { ...base, ...change }
    return rest
  }
  const apply = <T extends { entry: NewLedgerEntry }>(decision: Decision<T>): T => {
    if (!decision.allowed) throw new Error(`refused: ${decision.reason}`)
    append(decision.change.entry)
    return decision.change
  }

  const tryUpgrade = (at: string, change: Partial<WantedConfiguration>) => decideUpgrade(facts(), wanted(change), when(at))
  const tryModify = (at: string, change: Partial<WantedConfiguration>) => decideModify(facts(), wanted(change), when(at))
  const tryRetention = (at: string, days: number) => decideRetention(facts(), days, when(at))
  const tryDisable = (at: string) => decideDisable(facts(), when(at))
  const tryEnable = (at: string) => decideEnable(facts(), when(at))
  const tryDelete = (at: string) => decideDelete(facts(), when(at))

  return {
    ledger,
    facts,
    overdue,
    when,
    tryUpgrade,
    tryModify,
    tryRetention,
    tryDisable,
    tryEnable,
    tryDelete,
    upgrade: (at: string, change: Partial<WantedConfiguration>) => apply(tryUpgrade(at, change)),
    modify: (at: string, change: Partial<WantedConfiguration>) => apply(tryModify(at, change)),
    retention: (at: string, days: number) => apply(tryRetention(at, days)),
    disable: (at: string) => apply(tryDisable(at)),
    enable: (at: string) => apply(tryEnable(at)),
    delete: (at: string) => apply(tryDelete(at)),
    /** What happens without the owner: suspended, restored, purged, allowanceReset. */
    happens: (kind: LedgerKind, at: string) => append(nextEntry(kind, ledger, when(at))),
    configuration: () => presentOf(ledger).configuration,
    month: (month: string, usage: UsageDay[] = []) => monthLines(ledger, usage, month, books),
    bill: (month: string, usage: UsageDay[] = []) => bill(monthLines(ledger, usage, month, books)),
  }
}

/** Each line as `kind: price x days/days of the month = amount`, and what the bill says. */
export function bill(lines: readonly Line[]) {
  const shown = lines.map((line) => {
    const share = line.wholeMonth ? 'whole month' : `${line.days}/${line.daysInMonth}`
    return `${line.kind}: ${formatCents(line.priceCents)} x ${share} = ${formatExact(sumExact([line]))}`
  })
  return { lines: shown, total: formatCents(roundToCents(sumExact(lines))) }
}
