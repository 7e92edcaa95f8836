/**
 * Recomputes bills from exported facts, by another method than the one that issued them: day by day, item by item, adding exact fractions.
 * It imports nothing of Plenum and no library. Read it from top to bottom: the file, the days, the bill, the chain, the command line.
 *
 *     node verify/verify.ts FILE… [HASH…]
 *
 * FILE is what `bill.export` answers; several files are the pages of one export. HASH is one that you know from elsewhere, such as from a bill
 * that was printed: it must be that of a bill in the files. Ends with 0 when everything is equal, 1 when something is not, 2 when it cannot read.
 *
 *     { "format": "plenum-bills-1",
 *       "throughNumber": 17,         // an export of all accounts: its bills are numbered 1 to 17 without holes; null: of one account
 *       "next": null,                // a number: the export goes on after it, on another page
 *       "bills": [{                  // ascending by number
 *         "number": 17, "accountId": "acc_…", "month": "2022-10",
 *         "bill": {                  // null: taken out
 *           "text": "{…}",           // the bill, exactly as it was hashed (type Bill)
 *           "hash": "…",             // SHA-256 of `text`
 *           "facts": "{…}" },        // what it was made from, exactly as it was hashed (type Facts); the text holds its SHA-256
 *         "deducted": {              // what the statement of the account says of it; null: nothing
 *           "hash": "…", "amountCents": -31499 } }] }
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface Export {
  format: 'plenum-bills-1'
  throughNumber: number | null
  next: number | null
  bills: ExportedBill[]
}
export interface ExportedBill {
  number: number
  accountId: string
  /** null: of a bill that was taken out. */
  month: string | null
  bill: { text: string; hash: string; facts: string } | null
  deducted: { hash: string; amountCents: number } | null
}

/** All money is in US cents. Days are `2022-11-10`, months `2022-11`; `toDay` is the day after the last. */
export interface Facts {
  month: string
  apps: readonly { sdkAppId: number; ledger: readonly Entry[]; usageDays: readonly Usage[] }[]
  books: readonly Book[]
  taxBasisPoints: number
  adjustments: readonly Adjustment[]
}
/** What happened to an app; `configuration` is the whole one after it. */
export interface Entry {
  sequence: number
  kind: string
  day: string
  configuration: Configuration
}
interface Configuration {
  edition: 'free' | 'pro' | 'ultimate'
  unlimitedAvGroups: boolean
  groupsPerUser: number
  membersPerGroup: number
  historyDays: number
}
interface Usage {
  day: string
  dau: number
  peakGroups: number
}
/** A price list with its first day and the day after its last. */
interface Book {
  id: string
  fromDay: string
  toDay: string | null
  editions: Record<Configuration['edition'], Terms>
  overage: { dailyActiveUsers: Quota; groups: Quota }
}
interface Terms {
  priceCents: number
  avGroups: { included: number | null; unlimitedPriceCents: number | null }
  groupsPerUser: Choice
  membersPerGroup: Choice
  historyDays: Choice
}
/** Above `included` the smallest step that covers the value is paid. */
interface Choice {
  included: number
  steps: readonly { upTo: number; priceCents: number }[]
}
/** Above `included` each started step is paid. */
interface Quota {
  included: number
  step: number
  priceCents: number
}
interface Adjustment {
  correctsNumber: number
  amountCents: number
  taxBasisPoints: number
  reason: string
  day: string
}

/** What a bill says. A line is `priceCents x days / daysInMonth`. */
export interface Figures {
  apps: readonly { sdkAppId: number; lines: readonly Line[] }[]
  sum: { numerator: bigint | string; denominator: bigint | string }
  linesCents: number
  adjustmentsCents: number
  subtotalCents: number
  taxCents: number
  totalCents: number
}
interface Line {
  kind: string
  edition: string
  step: number | null
  units: number
  priceCents: number
  days: number
  daysInMonth: number
  fromDay: string
  toDay: string
  wholeMonth: boolean
  sequence: number
  bookId: string
  decidedOn: string | null
  peak: number | null
}
interface Bill extends Figures {
  number: number
  accountId: string
  month: string
  charges: boolean
  adjustments: readonly Adjustment[]
  taxBasisPoints: number
  factsHash: string
  previousHash: string | null
}

/** One place at which bill and recomputation are not equal. */
export interface Difference {
  sdkAppId: number | null
  day: string | null
  what: string
  said: string
  found: string
}

// The days.

/** Spread over days: each day with service costs a day's part of the price. */
const dailyItems = ['base', 'avGroups', 'groupsPerUser', 'membersPerGroup'] as const
/** Not spread: the dearest day with service decides for the whole month. */
const monthlyItems = ['history', 'dauOverage', 'groupOverage'] as const
export type Item = (typeof dailyItems)[number] | (typeof monthlyItems)[number]
const fieldOf = {
  avGroups: 'unlimitedAvGroups',
  groupsPerUser: 'groupsPerUser',
  membersPerGroup: 'membersPerGroup',
  history: 'historyDays',
} as const

/** What an item costs a month as it stands on a day. */
export interface Price {
  priceCents: number
  step: number | null
  units: number
  edition: Configuration['edition']
  /** The ledger entry since which edition and item stand so. */
  since: number
  /** Of overage. */
  peak: number | null
}

export interface Day {
  day: string
  dayAfter: string
  bookId: string
  /** The entry that counts on this day: the last one in service; null: a day without service, which costs nothing. */
  entry: Entry | null
  prices: Record<Item, Price> | null
}

/** What holds after an entry. */
interface State {
  entry: Entry
  disabled: boolean
  suspended: boolean
  ended: boolean
  since: Record<'base' | keyof typeof fieldOf, number>
}

export function daysOfApp(app: Facts['apps'][number], facts: Facts): Day[] {
  const days = daysOf(facts.month)
  let state: State | null = null
  const byDay = new Map<string, Entry[]>()
  for (const entry of [...app.ledger].sort((a, b) => a.sequence - b.sequence)) {
    if (entry.day < days[0]!) state = after(state, entry)
    else byDay.set(entry.day, [...(byDay.get(entry.day) ?? []), entry])
  }
  const usage = new Map(app.usageDays.map((row) => [row.day, row]))
  return days.map((day, index) => {
    const dayAfter = days[index + 1] ?? `${monthAfter(facts.month)}-01`
    const book = bookOn(day, facts.books)
    const held = [state]
    for (const entry of byDay.get(day) ?? []) {
      state = after(state, entry)
      held.push(state)
    }
    // A begun day counts whole: whatever was in service at any moment of it.
    const served = held.filter((one): one is State => one !== null && !one.disabled && !one.suspended && !one.ended)
    const last = served.at(-1)
    if (!last) return { day, dayAfter, bookId: book.id, entry: null, prices: null }
    const { dau, peakGroups } = usage.get(day) ?? { dau: 0, peakGroups: 0 }
    const history = served
      .map((one) => priceOf(one, 'history', book))
      .reduce((dearest, one) => (one.priceCents > dearest.priceCents || dearest.priceCents === 0 ? one : dearest))
    const prices = {
      base: priceOf(last, 'base', book),
      avGroups: priceOf(last, 'avGroups', book),
      groupsPerUser: priceOf(last, 'groupsPerUser', book),
      membersPerGroup: priceOf(last, 'membersPerGroup', book),
      history,
      dauOverage: overage(last, dau, book.overage.dailyActiveUsers),
      groupOverage: overage(last, peakGroups, book.overage.groups),
    }
    return { day, dayAfter, bookId: book.id, entry: last.entry, prices }
  })
}

function after(before: State | null, entry: Entry): State {
  const { kind, sequence, configuration: now } = entry
  const was = before?.entry.configuration
  const stands = (item: 'base' | keyof typeof fieldOf) =>
    before && was!.edition === now.edition && (item === 'base' || was![fieldOf[item]] === now[fieldOf[item]])
      ? before.since[item]
      : sequence
  return {
    entry,
    disabled: kind === 'disabled' || (kind !== 'enabled' && (before?.disabled ?? false)),
    suspended: kind === 'suspended' || (kind !== 'restored' && (before?.suspended ?? false)),
    ended: kind === 'deleted' || kind === 'purged' || (before?.ended ?? false),
    since: {
      base: stands('base'),
      avGroups: stands('avGroups'),
      groupsPerUser: stands('groupsPerUser'),
      membersPerGroup: stands('membersPerGroup'),
      history: stands('history'),
    },
  }
}

function priceOf({ entry, since }: State, item: 'base' | keyof typeof fieldOf, book: Book): Price {
  const { edition, unlimitedAvGroups } = entry.configuration
  const terms = book.editions[edition]
  const price = (priceCents: number, step: number | null) => ({ priceCents, step, units: 1, edition, since: since[item], peak: null })
  if (item === 'base') return price(terms.priceCents, null)
  if (item === 'avGroups') {
    const isPaid = unlimitedAvGroups && terms.avGroups.included !== null
    return price(isPaid ? (terms.avGroups.unlimitedPriceCents ?? 0) : 0, null)
  }
  const field = fieldOf[item]
  const value = entry.configuration[field]
  if (value <= terms[field].included) return price(0, null)
  const steps = [...terms[field].steps].sort((a, b) => a.upTo - b.upTo)
  // A newer price list may end below what was chosen: then its largest step is in force.
  const step = steps.find(({ upTo }) => value <= upTo) ?? steps.at(-1)
  return step ? price(step.priceCents, step.upTo) : price(0, null)
}

function overage({ entry, since }: State, peak: number, quota: Quota): Price {
  const { edition } = entry.configuration
  const above = BigInt(Math.max(0, peak - quota.included))
  const units = edition === 'free' ? 0 : Number((above + BigInt(quota.step) - 1n) / BigInt(quota.step))
  return { priceCents: units * quota.priceCents, step: quota.step, units, edition, since: since.base, peak }
}

function bookOn(day: string, books: readonly Book[]): Book {
  const valid = books.filter(({ fromDay, toDay }) => fromDay <= day && (toDay === null || day < toDay))
  if (valid.length !== 1) throw new Error(`${valid.length} price lists are valid on ${day}`)
  return valid[0]!
}

function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`
}

const months = new Map<string, string[]>()
function daysOf(month: string): string[] {
  const known = months.get(month)
  if (known) return known
  const [year, number] = month.split('-').map(Number) as [number, number]
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][number - 1]
  if (!length) throw new Error(`${month} is no month`)
  const days = Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`)
  months.set(month, days)
  return days
}

// The bill.

/** Where a bill is not what follows from its facts, and where the facts cannot be. Empty: equal. */
export function differencesOf(facts: Facts, bill: Figures): Difference[] {
  const found: Difference[] = []
  const apart = (sdkAppId: number | null, day: string | null, what: string, said: unknown, is: unknown) =>
    void (said === is || found.push({ sdkAppId, day, what, said: String(said ?? 'none'), found: String(is ?? 'none') }))
  try {
    const daysInMonth = BigInt(daysOf(facts.month).length)
    let daily = 0n
    let whole = 0n
    const billed = new Map(bill.apps.map(({ sdkAppId, lines }) => [sdkAppId, lines]))
    apart(null, null, 'apps', bill.apps.length, billed.size)
    apart(null, null, 'apps with facts', facts.apps.length, new Set(facts.apps.map(({ sdkAppId }) => sdkAppId)).size)
    for (const app of facts.apps) {
      const ofApp = (day: string | null, what: string, said: unknown, is: unknown) => apart(app.sdkAppId, day, what, said, is)
      checkFacts(app, facts.month, ofApp)
      const days = daysOfApp(app, facts)
      const lines = billed.get(app.sdkAppId) ?? []
      billed.delete(app.sdkAppId)
      for (const item of dailyItems) {
        for (const { prices } of days) if (prices && prices[item].priceCents > 0) daily += BigInt(prices[item].priceCents)
        compareDaily(
          item,
          days,
          lines.filter(({ kind }) => kind === item),
          ofApp,
        )
      }
      for (const item of monthlyItems) {
        const dearest = Math.max(0, ...days.map(({ prices }) => prices?.[item].priceCents ?? 0))
        whole += BigInt(dearest)
        compareMonthly(
          item,
          dearest,
          days,
          lines.filter(({ kind }) => kind === item),
          ofApp,
        )
      }
      const kinds: readonly string[] = [...dailyItems, ...monthlyItems]
      for (const { kind } of lines) if (!kinds.includes(kind)) ofApp(null, kind, 'a line', 'no such item')
    }
    for (const [sdkAppId, lines] of billed) if (lines.length > 0) apart(sdkAppId, null, 'lines', lines.length, 'no facts')

    const numerator = daily + whole * daysInMonth
    const says = { numerator: BigInt(bill.sum.numerator), denominator: BigInt(bill.sum.denominator) }
    if (says.numerator * daysInMonth !== numerator * says.denominator)
      apart(null, null, 'sum of lines, cents', `${says.numerator}/${says.denominator}`, `${numerator}/${daysInMonth}`)
    const lines = halfAwayFromZero(numerator, daysInMonth)
    const tax = (cents: bigint, basisPoints: number) => halfAwayFromZero(cents * BigInt(basisPoints), 10_000n)
    const adjustments = facts.adjustments.reduce((cents, { amountCents }) => cents + BigInt(amountCents), 0n)
    const taxes = facts.adjustments.reduce(
      (cents, one) => cents + tax(BigInt(one.amountCents), one.taxBasisPoints),
      tax(lines, facts.taxBasisPoints),
    )
    apart(null, null, 'sum rounded, cents', bill.linesCents, Number(lines))
    apart(null, null, 'corrections, cents', bill.adjustmentsCents, Number(adjustments))
    apart(null, null, 'before tax, cents', bill.subtotalCents, Number(lines + adjustments))
    apart(null, null, 'tax, cents', bill.taxCents, Number(taxes))
    apart(null, null, 'total, cents', bill.totalCents, Number(lines + adjustments + taxes))
  } catch (error) {
    apart(null, null, 'facts', 'computed', `cannot be: ${(error as Error).message}`)
  }
  return found
}

type Apart = (day: string | null, what: string, said: unknown, is: unknown) => void

/** Days and sequences ascend together, and a day is used once. */
function checkFacts({ ledger, usageDays }: Facts['apps'][number], month: string, apart: Apart) {
  apart(null, 'first ledger entry', ledger[0]?.kind, 'created')
  ledger.forEach((entry, index) => {
    apart(entry.day, 'sequence of a ledger entry', entry.sequence, index + 1)
    const before = ledger[index - 1]?.day ?? entry.day
    if (entry.day < before) apart(entry.day, `day of ledger entry ${entry.sequence}`, entry.day, `from ${before} on`)
    if (entry.day.slice(0, 7) > month) apart(entry.day, `day of ledger entry ${entry.sequence}`, entry.day, `within ${month}`)
  })
  const used = new Set<string>()
  for (const { day, dau, peakGroups } of usageDays) {
    apart(day, 'month of usage', day.slice(0, 7), month)
    if (used.has(day)) apart(day, 'usage', 'twice', 'once')
    used.add(day)
    if (!isCount(dau)) apart(day, 'daily active users', dau, 'a number of them')
    if (!isCount(peakGroups)) apart(day, 'peak of groups', peakGroups, 'a number of them')
  }
}

const isCount = (count: number) => Number.isSafeInteger(count) && count >= 0

/** Each day that costs something stands in exactly one line, at its price; each line counts the days that stand in it. */
function compareDaily(item: (typeof dailyItems)[number], days: Day[], lines: Line[], apart: Apart) {
  const counted = new Map<Line, Day[]>(lines.map((line) => [line, []]))
  for (const one of days) {
    const { day, prices, bookId } = one
    // Days without service may lie inside a stretch; they are not counted.
    if (!prices) continue
    const price = prices[item]
    const charged = lines.filter(({ fromDay, toDay }) => fromDay <= day && day < toDay)
    const expected = price.priceCents > 0 ? 1 : 0
    if (charged.length !== expected) apart(day, `charges for ${item}`, charged.length, expected)
    if (expected === 0) continue
    for (const line of charged) {
      counted.get(line)!.push(one)
      if (line.priceCents !== price.priceCents) apart(day, `price of ${item}, cents a month`, line.priceCents, price.priceCents)
      if (line.step !== price.step) apart(day, `step of ${item}`, line.step, price.step)
      if (line.edition !== price.edition) apart(day, `edition of ${item}`, line.edition, price.edition)
      if (day !== line.fromDay) continue
      apart(day, `ledger entry behind ${item}`, line.sequence, price.since)
      apart(day, `price list of ${item}`, line.bookId, bookId)
    }
  }
  for (const [line, charged] of counted) {
    apart(line.fromDay, `days of ${item}`, `${line.days} of ${line.daysInMonth}`, `${charged.length} of ${days.length}`)
    apart(line.fromDay, `first day of ${item}`, line.fromDay, charged[0]?.day)
    apart(line.fromDay, `day after the last of ${item}`, line.toDay, charged.at(-1)?.dayAfter)
    apart(line.fromDay, `units of ${item}`, line.units, 1)
    apart(line.fromDay, `${item} for the whole month`, line.wholeMonth, false)
  }
}

function compareMonthly(item: (typeof monthlyItems)[number], dearest: number, days: Day[], lines: Line[], apart: Apart) {
  apart(null, `charges for ${item}`, lines.length, dearest > 0 ? 1 : 0)
  for (const line of lines) {
    apart(null, `price of ${item}, cents a month`, line.priceCents, dearest)
    apart(null, `${item} for the whole month`, line.wholeMonth, true)
    apart(null, `days of ${item}`, `${line.days} of ${line.daysInMonth}`, `${days.length} of ${days.length}`)
    apart(null, `first day of ${item}`, line.fromDay, days[0]!.day)
    apart(null, `day after the last of ${item}`, line.toDay, days.at(-1)!.dayAfter)
    const decided = days.find(({ day }) => day === line.decidedOn)
    const price = decided?.prices?.[item]
    apart(line.decidedOn, `price of ${item} on the day that decided, cents a month`, price?.priceCents, dearest)
    apart(line.decidedOn, `step of ${item}`, line.step, price?.step)
    apart(line.decidedOn, `edition of ${item}`, line.edition, price?.edition)
    apart(line.decidedOn, `started steps of ${item}`, line.units, price?.units)
    apart(line.decidedOn, `peak of ${item}`, line.peak, price?.peak)
    apart(line.decidedOn, `ledger entry behind ${item}`, line.sequence, price?.since)
    apart(line.decidedOn, `price list of ${item}`, line.bookId, decided?.bookId)
  }
}

function halfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const rounded = size / denominator + ((size % denominator) * 2n >= denominator ? 1n : 0n)
  return numerator < 0n ? -rounded : rounded
}

// The chain.

export type Found = Difference & Pick<ExportedBill, 'number' | 'accountId' | 'month'>

/** Every bill of an export: recomputed, and held against its hashes, the bill before it and the statement of its account. */
export function verifyExport(
  pages: readonly Export[],
  knownHashes: readonly string[] = [],
): { bills: number; accounts: number; found: Found[] } {
  const found: Found[] = []
  const lastOf = new Map<string, { month: string; hash: string | null }>()
  const hashes = new Set<string>()
  const rows = pages.flatMap(({ bills }) => bills)
  rows.forEach((row, index) => {
    const { number, accountId, month, bill, deducted } = row
    const before = lastOf.get(accountId)
    const differences = bill
      ? differencesOfBill(row, bill, before?.hash ?? null)
      : [plain('bill', 'taken out', `deducted, with hash ${deducted?.hash}`)]
    const numberBefore = rows[index - 1]?.number ?? 0
    if (number <= numberBefore) differences.push(plain('order of numbers', number, `after ${numberBefore}`))
    if (before && month && month <= before.month) differences.push(plain('order of months', month, `after ${before.month}`))
    if (bill) hashes.add(sha256(bill.text))
    lastOf.set(accountId, { month: month ?? before?.month ?? '', hash: bill ? sha256(bill.text) : (deducted?.hash ?? null) })
    found.push(...differences.map((difference) => ({ number, accountId, month, ...difference })))
  })
  const whole = (what: string, said: unknown, is: unknown) => found.push({ number: 0, accountId: '', month: '', ...plain(what, said, is) })
  const throughNumber = pages[0]?.throughNumber ?? null
  if (throughNumber !== null) {
    const present = new Set(rows.map(({ number }) => number))
    for (let number = 1; number <= throughNumber; number++) if (!present.has(number)) whole(`bill ${number}`, 'taken out', 'issued')
  }
  if (pages.at(-1)?.next != null) whole('pages', 'all', `one after bill ${pages.at(-1)!.next} is missing`)
  for (const hash of knownHashes) if (!hashes.has(hash)) whole(`bill with hash ${hash}`, 'known', 'not in the files')
  return { bills: rows.length, accounts: lastOf.size, found }
}

/** Of one bill; `previousHash` is that of the account's bill before it. */
export function differencesOfBill(row: ExportedBill, kept: NonNullable<ExportedBill['bill']>, previousHash: string | null): Difference[] {
  try {
    const bill = JSON.parse(kept.text) as Bill
    const facts = JSON.parse(kept.facts) as Facts
    const equal: [string, unknown, unknown][] = [
      ['hash of the text', kept.hash, sha256(kept.text)],
      ['hash of the facts', bill.factsHash, sha256(kept.facts)],
      ['hash of the bill before', bill.previousHash, previousHash],
      ['hash on the statement', row.deducted?.hash, sha256(kept.text)],
      ['deducted, cents', row.deducted?.amountCents, bill.charges ? 0 - bill.totalCents : 0],
      ['number', bill.number, row.number],
      ['account', bill.accountId, row.accountId],
      ['month', bill.month, row.month],
      ['month of the facts', facts.month, row.month],
      ['tax rate', bill.taxBasisPoints, facts.taxBasisPoints],
      ['corrections', JSON.stringify(bill.adjustments), JSON.stringify(facts.adjustments)],
    ]
    const apart = equal.filter(([, said, is]) => said !== is).map(([what, said, is]) => plain(what, said, is))
    return [...apart, ...differencesOf(facts, bill)]
  } catch (error) {
    return [plain('bill', 'readable', `not: ${(error as Error).message}`)]
  }
}

const plain = (what: string, said: unknown, is: unknown): Difference => ({
  sdkAppId: null,
  day: null,
  what,
  said: String(said),
  found: String(is),
})

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

// The command line.

function sentenceOf({ number, accountId, month, sdkAppId, day, what, said, found }: Found): string {
  const where = [
    number ? `bill ${number}${month ? ` of ${month}` : ''}, account ${accountId}` : '',
    sdkAppId && `app ${sdkAppId}`,
    day,
    what,
  ]
  return `${where.filter(Boolean).join(', ')}: said ${said}, found ${found}`
}

function main(given: string[]): number {
  const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)
  const files = given.filter((text) => !isHash(text))
  let pages: Export[]
  try {
    if (files.length === 0) throw new Error('node verify/verify.ts FILE… [HASH…]')
    pages = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Export)
    const other = files.find((_, index) => pages[index]!.format !== 'plenum-bills-1')
    if (other) throw new Error(`${other} is not an export of bills`)
  } catch (error) {
    console.error((error as Error).message)
    return 2
  }
  const { bills, accounts, found } = verifyExport(pages, given.filter(isHash))
  for (const difference of found.slice(0, 1000)) console.log(sentenceOf(difference))
  console.log(`${bills} bills of ${accounts} accounts: ${found.length === 0 ? 'recomputed and equal' : `${found.length} differences`}.`)
  return found.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = main(process.argv.slice(2))
