/**
 * A second, independent calculation: it walks day by day with its own calendar, its own rules and exact BigInt fractions.
 * It imports nothing of billing/ and shares no code with it. Prices are given to it as plain data.
 */

export type Zone = 'Asia/Shanghai' | 'Europe/Berlin' | 'America/New_York'

type StepPrices = Record<number, number>

/** Cents a month. Steps: price by largest value. */
export interface OraclePrices {
  name: string
  from: string
  pro: { base: number; av: number; groups: StepPrices; members: StepPrices; history: StepPrices }
  ultimate: { base: number; groups: StepPrices; members: StepPrices; history: StepPrices }
  dau: number
  groupCount: number
}

export interface Wish {
  edition: 'free' | 'pro' | 'ultimate'
  av: boolean
  groups: number
  members: number
}

export type Step =
  | { do: 'upgrade' | 'modify'; wish: Wish }
  | { do: 'retention'; days: number }
  | { do: 'disable' | 'enable' | 'delete' | 'suspend' | 'restore' | 'giveBack' }

interface State {
  edition: 'free' | 'pro' | 'ultimate'
  av: boolean
  groups: number
  members: number
  history: number
  disabledAt: number | null
  suspendedAt: number | null
  deleted: boolean
}

interface Happening extends State {
  number: number
  what: string
  dayNumber: number
}

export interface OracleLine {
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
}

export interface OracleUsage {
  dau: number
  groups: number
}

const included = {
  pro: { groups: 500, members: 200, history: 7 },
  ultimate: { groups: 1000, members: 2000, history: 30 },
}
const mostOf = { pro: { groups: 1000, members: 2000 }, ultimate: { groups: 3000, members: 6000 } }

/** One app, told step by step. */
export class Oracle {
  readonly happenings: Happening[]
  private readonly zone: Zone
  private readonly prices: OraclePrices[]

  constructor(zone: Zone, prices: OraclePrices[], createdMs: number) {
    this.zone = zone
    this.prices = prices
    const state: State = {
      edition: 'free',
      av: false,
      groups: 50,
      members: 20,
      history: 7,
      disabledAt: null,
      suspendedAt: null,
      deleted: false,
    }
    this.happenings = [{ ...state, number: 1, what: 'create', dayNumber: civilDay(createdMs, zone) }]
  }

  get now(): Happening {
    return this.happenings[this.happenings.length - 1]!
  }

  /** Carries a step out, or returns false and leaves everything as it is. `closed`: the present day is closed already. */
  tell(step: Step, atMs: number, closed: boolean): boolean {
    const dayNumber = Math.max(civilDay(atMs, this.zone) + (closed ? 1 : 0), this.now.dayNumber)
    const next = this.after(step, atMs, dayNumber)
    if (!next) return false
    this.happenings.push({ ...next, number: this.now.number + 1, what: step.do, dayNumber })
    return true
  }

  private after(step: Step, atMs: number, dayNumber: number): State | null {
    const { number: _, what: __, dayNumber: ___, ...now } = this.now
    if (now.deleted) return null
    const inService = now.disabledAt === null && now.suspendedAt === null

    if (step.do === 'upgrade' || step.do === 'modify') {
      const { wish } = step
      if (!inService || wish.edition === 'free') return null
      if (step.do === 'upgrade' && now.edition !== 'free') return null
      if (step.do === 'modify' && now.edition === 'free') return null
      const least = included[wish.edition]
      const most = mostOf[wish.edition]
      if (wish.groups < least.groups || wish.groups > most.groups) return null
      if (wish.members < least.members || wish.members > most.members) return null
      const av = wish.edition === 'ultimate' ? true : wish.av
      const history = step.do === 'upgrade' ? least.history : carriedHistory(now, wish.edition)
      if (step.do === 'modify') {
        const same = wish.edition === now.edition && av === now.av && wish.groups === now.groups && wish.members === now.members
        if (same || this.usedUp('modify', dayNumber)) return null
      }
      return { ...now, edition: wish.edition, av, groups: wish.groups, members: wish.members, history }
    }
    if (step.do === 'retention') {
      if (!inService || now.edition === 'free') return null
      const choices = now.edition === 'pro' ? [7, 30, 90, 180, 360] : [30, 90, 180, 360]
      if (!choices.includes(step.days) || step.days === now.history || this.usedUp('retention', dayNumber)) return null
      return { ...now, history: step.days }
    }
    if (step.do === 'giveBack') return this.usedUp('modify', dayNumber) ? now : null
    if (step.do === 'disable') return inService ? { ...now, disabledAt: atMs } : null
    if (step.do === 'enable') {
      if (now.disabledAt === null || atMs >= now.disabledAt + 90 * 86_400_000) return null
      if (now.suspendedAt !== null && civilDay(atMs, this.zone) >= civilDay(now.suspendedAt, this.zone) + 90) return null
      return { ...now, disabledAt: null }
    }
    if (step.do === 'delete') return now.disabledAt === null ? null : { ...now, deleted: true }
    if (step.do === 'suspend') return now.suspendedAt === null ? { ...now, suspendedAt: atMs } : null
    return now.suspendedAt === null ? null : { ...now, suspendedAt: null }
  }

  private usedUp(what: string, dayNumber: number): boolean {
    const month = dateOf(dayNumber).slice(0, 7)
    let used = false
    for (const happening of this.happenings) {
      if (dateOf(happening.dayNumber).slice(0, 7) !== month) continue
      if (happening.what === what) used = true
      if (what === 'modify' && happening.what === 'giveBack') used = false
    }
    return used
  }

  /** Lines of a month, and the exact sum as a fraction of cents over the days of the month. */
  month(month: string, usage: (date: string) => OracleUsage | undefined): { lines: OracleLine[]; sum: bigint; daysInMonth: number } {
    const [year, monthNumber] = month.split('-').map(Number) as [number, number]
    const first = dayNumberOf(year, monthNumber, 1)
    const afterLast = monthNumber === 12 ? dayNumberOf(year + 1, 1, 1) : dayNumberOf(year, monthNumber + 1, 1)
    const daysInMonth = afterLast - first
    const whole = { days: daysInMonth, daysInMonth, fromDay: dateOf(first), toDay: dateOf(afterLast), wholeMonth: true }
    const runs: Record<string, OracleLine[]> = { base: [], avGroups: [], groupsPerUser: [], membersPerGroup: [] }
    const unbroken: Record<string, boolean> = {}
    let history: OracleLine | null = null
    let dau: (OracleLine & { peak: number }) | null = null
    let groupCount: (OracleLine & { peak: number }) | null = null
    let sum = 0n

    for (let dayNumber = first; dayNumber < afterLast; dayNumber++) {
      const date = dateOf(dayNumber)
      const prices = this.prices.filter((list) => list.from <= date).at(-1)!
      const inService = this.inServiceOn(dayNumber)
      if (inService.length === 0) continue

      for (const state of inService) {
        const [step, priceCents] = covering(
          state.edition === 'free' ? {} : prices[state.edition].history,
          state.history,
          includedOf(state, 'history'),
        )
        if (priceCents > (history?.priceCents ?? 0)) {
          const sequence = this.since(state, (other) => other.history)
          history = { kind: 'history', edition: state.edition, step, units: 1, priceCents, ...whole, sequence }
        }
      }

      const state = inService[inService.length - 1]!
      for (const [kind, [step, priceCents]] of Object.entries(dailyItems(state, prices))) {
        sum += BigInt(priceCents)
        const run = runs[kind]!
        const last = run[run.length - 1]
        const continues = unbroken[kind] && last && last.edition === state.edition && last.step === step && last.priceCents === priceCents
        unbroken[kind] = priceCents > 0
        if (priceCents === 0) continue
        if (continues) {
          last.days++
          last.toDay = dateOf(dayNumber + 1)
        } else {
          const sequence = this.since(state, (other) => fieldOf(other, kind))
          const stretch = { fromDay: date, toDay: dateOf(dayNumber + 1), days: 1, daysInMonth, wholeMonth: false }
          run.push({ kind, edition: state.edition, step, units: 1, priceCents, ...stretch, sequence })
        }
      }

      const used = usage(date)
      if (state.edition === 'free' || !used) continue
      const overage = { edition: state.edition, ...whole, sequence: this.since(state, () => 0) }
      const logins = startedSteps(used.dau, 10_000)
      if (isDearer(dau, logins * prices.dau, used.dau)) {
        dau = { kind: 'dauOverage', step: 10_000, units: logins, priceCents: logins * prices.dau, ...overage, peak: used.dau }
      }
      const tooMany = startedSteps(used.groups, 100_000)
      if (isDearer(groupCount, tooMany * prices.groupCount, used.groups)) {
        groupCount = {
          kind: 'groupOverage',
          step: 100_000,
          units: tooMany,
          priceCents: tooMany * prices.groupCount,
          ...overage,
          peak: used.groups,
        }
      }
    }

    const lines = Object.values(runs).flat()
    if (history) lines.push(history)
    for (const found of [dau, groupCount]) {
      if (!found) continue
      const { peak: _, ...line } = found
      lines.push(line)
    }
    for (const line of lines) if (line.wholeMonth) sum += BigInt(line.priceCents) * BigInt(daysInMonth)
    return { lines, sum, daysInMonth }
  }

  /** Every state in service at any moment of the day, in order. */
  private inServiceOn(dayNumber: number): Happening[] {
    const before = this.happenings.filter((happening) => happening.dayNumber < dayNumber).slice(-1)
    const within = this.happenings.filter((happening) => happening.dayNumber === dayNumber)
    return [...before, ...within].filter((state) => state.disabledAt === null && state.suspendedAt === null && !state.deleted)
  }

  /** Number of the happening since which edition and field stand as in `state`. */
  private since(state: Happening, field: (state: State) => unknown): number {
    let number = state.number
    while (number > 1) {
      const earlier = this.happenings[number - 2]!
      if (earlier.edition !== state.edition || field(earlier) !== field(state)) break
      number--
    }
    return number
  }
}

function carriedHistory(now: State, edition: 'pro' | 'ultimate'): number {
  if (now.edition === 'pro' && edition === 'ultimate') return Math.max(now.history, 30)
  if (now.edition === 'ultimate' && edition === 'pro') return now.history === 30 ? 7 : now.history
  return now.history
}

function dailyItems(state: State, prices: OraclePrices): Record<string, [number | null, number]> {
  if (state.edition === 'free') return { base: [null, 0], avGroups: [null, 0], groupsPerUser: [null, 0], membersPerGroup: [null, 0] }
  const list = prices[state.edition]
  return {
    base: [null, list.base],
    avGroups: [null, state.edition === 'pro' && state.av ? prices.pro.av : 0],
    groupsPerUser: covering(list.groups, state.groups, includedOf(state, 'groups')),
    membersPerGroup: covering(list.members, state.members, includedOf(state, 'members')),
  }
}

function fieldOf(state: State, kind: string): unknown {
  if (kind === 'avGroups') return state.av
  if (kind === 'groupsPerUser') return state.groups
  if (kind === 'membersPerGroup') return state.members
  return 0
}

function includedOf(state: State, field: 'groups' | 'members' | 'history'): number {
  return state.edition === 'free' ? Infinity : included[state.edition][field]
}

function covering(steps: StepPrices, value: number, includedValue: number): [number | null, number] {
  if (value <= includedValue) return [null, 0]
  for (const upTo of Object.keys(steps)
    .map(Number)
    .sort((a, b) => a - b))
    if (upTo >= value) return [upTo, steps[upTo]!]
  throw new Error(`no step covers ${value}`)
}

function startedSteps(peak: number, quotaAndStep: number): number {
  let steps = 0
  for (let covered = quotaAndStep; covered < peak; covered += quotaAndStep) steps++
  return steps
}

function isDearer(found: { priceCents: number; peak: number } | null, priceCents: number, peak: number): boolean {
  if (priceCents === 0) return false
  return !found || priceCents > found.priceCents || (priceCents === found.priceCents && peak > found.peak)
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
}

/** Days since 1970-01-01, counted year by year and month by month. */
export function dayNumberOf(year: number, month: number, day: number): number {
  let days = 0
  for (let y = 1970; y < year; y++) days += isLeap(y) ? 366 : 365
  for (let m = 1; m < month; m++) days += m === 2 && isLeap(year) ? 29 : monthLengths[m - 1]!
  return days + day - 1
}

const dates = new Map<number, string>()

export function dateOf(dayNumber: number): string {
  const known = dates.get(dayNumber)
  if (known) return known
  let year = 1970
  let left = dayNumber
  for (; left >= (isLeap(year) ? 366 : 365); year++) left -= isLeap(year) ? 366 : 365
  let month = 1
  for (; ; month++) {
    const length = month === 2 && isLeap(year) ? 29 : monthLengths[month - 1]!
    if (left < length) break
    left -= length
  }
  const date = `${year}-${String(month).padStart(2, '0')}-${String(left + 1).padStart(2, '0')}`
  dates.set(dayNumber, date)
  return date
}

/** Day 3 after 1970-01-01, 1970-01-04, was a Sunday. */
function sunday(year: number, month: number, which: 'first' | 'second' | 'last'): number {
  if (which === 'last') {
    let day = dayNumberOf(year, month, monthLengths[month - 1]!)
    while ((day - 3) % 7 !== 0) day--
    return day
  }
  let day = dayNumberOf(year, month, which === 'first' ? 1 : 8)
  while ((day - 3) % 7 !== 0) day++
  return day
}

/** Rules as of 2007 and later, written down by hand: no library is asked. */
function offsetHours(ms: number, zone: Zone): number {
  if (zone === 'Asia/Shanghai') return 8
  const hour = 3_600_000
  const year = Number(dateOf(Math.floor(ms / 86_400_000)).slice(0, 4))
  if (zone === 'Europe/Berlin') {
    const begins = sunday(year, 3, 'last') * 86_400_000 + hour
    const ends = sunday(year, 10, 'last') * 86_400_000 + hour
    return ms >= begins && ms < ends ? 2 : 1
  }
  const begins = sunday(year, 3, 'second') * 86_400_000 + 7 * hour
  const ends = sunday(year, 11, 'first') * 86_400_000 + 6 * hour
  return ms >= begins && ms < ends ? -4 : -5
}

export function civilDay(ms: number, zone: Zone): number {
  return Math.floor((ms + offsetHours(ms, zone) * 3_600_000) / 86_400_000)
}
