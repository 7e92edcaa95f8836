import { type Exact, type Line, lineLabel } from '@plenum/billing'
import type { BillDay, BillLedgerEntry } from '@plenum/contract'
import { exactUsd, usd } from '../plans/money.ts'
import type { BillText } from './bill-text.ts'
import { type Day, daysOfApp, type Item, type KeptEntry, type KeptFacts } from './second-method.ts'

export interface Asked {
  sdkAppId?: number | undefined
  kind?: Line['kind'] | undefined
  fromDay?: string | undefined
  after?: string | undefined
  limit: number
}

const happenedMax = 20
const limits = { groupsPerUser: 'groupsPerUser', membersPerGroup: 'membersPerGroup', history: 'historyDays' } as const

/** Days of lines in the order of the bill, from the place after `after` on; one more than asked for when there are more. */
export function daysOfLines(bill: BillText, facts: KeptFacts, asked: Asked): { days: BillDay[]; next: string | null } {
  const found: { day: BillDay; place: string }[] = []
  let reached = asked.after === undefined
  for (const { sdkAppId, lines } of bill.apps) {
    const wanted = lines.filter(({ kind, fromDay }) => (asked.kind ?? kind) === kind && (asked.fromDay ?? fromDay) === fromDay)
    if ((asked.sdkAppId ?? sdkAppId) !== sdkAppId || wanted.length === 0) continue
    if (!reached && !asked.after!.startsWith(`${sdkAppId}/`)) continue
    const app = facts.apps.find((one) => one.sdkAppId === sdkAppId)!
    const days = daysOfApp(app, facts)
    for (const line of wanted) {
      for (const day of days) {
        const place = `${sdkAppId}/${line.kind}/${line.fromDay}/${day.day}`
        if (reached) found.push({ place, day: dayOfLine(line, day, app, days.length) })
        else reached = place === asked.after
        if (found.length > asked.limit) return { days: found.slice(0, -1).map(({ day }) => day), next: found.at(-2)!.place }
      }
    }
  }
  return { days: found.map(({ day }) => day), next: null }
}

function dayOfLine(line: Line, { day, entry, prices }: Day, app: KeptFacts['apps'][number], daysInMonth: number): BillDay {
  const { kind, fromDay, toDay, wholeMonth } = line
  const price = prices?.[kind as Item] ?? null
  const isWithin = wholeMonth ? day === line.decidedOn : fromDay <= day && day < toDay
  const charged = isWithin && price !== null && price.priceCents > 0
  const share: Exact = { numerator: BigInt(charged ? price.priceCents : 0), denominator: wholeMonth ? 1n : BigInt(daysInMonth) }
  const field = kind in limits ? limits[kind as keyof typeof limits] : null
  const used = app.usageDays.find((row) => row.day === day)
  return {
    sdkAppId: app.sdkAppId,
    kind,
    lineFromDay: fromDay,
    day,
    charged,
    label: price && labelOf(kind, price),
    edition: price?.edition ?? null,
    value: field && entry ? entry.configuration[field] : null,
    listPrice: price && usd(price.priceCents),
    amount: exactUsd(share),
    share: { numerator: String(share.numerator), denominator: String(share.denominator) },
    origin: price && described(app.ledger.find(({ sequence }) => sequence === price.since)),
    happened: app.ledger
      .filter((one) => one.day === day)
      .slice(0, happenedMax)
      .map((one) => described(one)!),
    usage:
      kind === 'dauOverage' || kind === 'groupOverage' ? { dailyActiveUsers: used?.dau ?? 0, peakGroups: used?.peakGroups ?? 0 } : null,
  }
}

function labelOf(kind: Line['kind'], { step, units, edition, priceCents }: NonNullable<Day['prices']>[Item]): string {
  if (kind === 'avGroups' && priceCents === 0)
    return edition === 'ultimate' ? 'Audio-video groups, unlimited' : 'Audio-video groups, included'
  if ((kind === 'dauOverage' || kind === 'groupOverage') && units === 0) return 'Within the quota'
  return lineLabel({ kind, edition, step, units })
}

function described(entry: KeptEntry | undefined): BillLedgerEntry | null {
  if (!entry) return null
  const { sequence, kind, at, day, actor } = entry
  return { sequence, kind, at, day, actor }
}
