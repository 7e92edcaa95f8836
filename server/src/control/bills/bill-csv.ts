import { formatCents, formatExact, lineLabel, sumExact } from '@plenum/billing'
import { shownCents, shownNumber } from './figures.ts'
import type { WrittenBill } from './read-bill.ts'

const head = [
  ...['number', 'month', 'row', 'SDKAppID', 'app', 'item', 'list price, USD', 'from day', 'to day (exclusive)', 'days', 'days of month'],
  ...['amount, USD', 'numerator, cents', 'denominator', 'note'],
]

type Cell = string | number | bigint | null

/** A row for each line, exact as the fraction `numerator / denominator` of cents, then what they make. */
export function makeBillCsv({ bill, corrected }: WrittenBill): Buffer {
  const number = shownNumber(bill.month, bill.number)
  const row = (kind: string, cells: Partial<Record<'app' | 'name' | 'item' | 'price' | 'from' | 'to' | 'days' | 'of' | 'note', Cell>>) => [
    number,
    bill.month,
    kind,
    ...(['app', 'name', 'item', 'price', 'from', 'to', 'days', 'of'] as const).map((key) => cells[key] ?? null),
  ]
  const cents = (amount: number) => [formatCents(amount), amount, 1]
  const lines = bill.apps.flatMap(({ sdkAppId, name, lines }) =>
    lines.map((line) => [
      ...row('line', {
        app: sdkAppId,
        name,
        item: lineLabel(line),
        price: formatCents(line.priceCents),
        from: line.fromDay,
        to: line.toDay,
        days: line.days,
        of: line.daysInMonth,
      }),
      formatExact(sumExact([line])),
      BigInt(line.priceCents) * BigInt(line.days),
      line.daysInMonth,
      line.wholeMonth ? 'whole month' : null,
    ]),
  )
  const corrections = bill.adjustments.map(({ day, correctsNumber, amountCents, reason }) => [
    ...row('correction', { item: `Correction of ${shownNumber(corrected.get(correctsNumber)!, correctsNumber)}`, from: day }),
    ...cents(amountCents),
    reason,
  ])
  const { numerator, denominator } = bill.sum
  const sum = { numerator: BigInt(numerator), denominator: BigInt(denominator) }
  const differs = shownCents(bill) === bill.linesCents ? null : 'lines are shown to 8 decimals, the sum is exact'
  const sums: Cell[][] = [
    [...row('sum of lines', {}), formatExact(sum), sum.numerator, sum.denominator, differs],
    [...row('rounded once', {}), ...cents(bill.linesCents), null],
    [...row('subtotal', {}), ...cents(bill.subtotalCents), null],
    [...row('tax', {}), ...cents(bill.taxCents), `${bill.taxBasisPoints / 100} %`],
    [...row('total', {}), ...cents(bill.totalCents), bill.charges ? null : 'a statement: nothing is owed'],
  ]
  const rows = [head, ...lines, ...corrections, ...sums]
  // The mark at the start tells spreadsheets that it is UTF-8.
  return Buffer.from(`\uFEFF${rows.map((cells) => cells.map(written).join(',')).join('\r\n')}\r\n`)
}

/** Names and reasons are what people typed: what a spreadsheet would take for a formula is made plain text. Amounts stay numbers. */
function written(cell: Cell): string {
  if (cell === null || typeof cell !== 'string') return String(cell ?? '')
  const plain = /^[\s]*[=+\-@\t\r]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n;]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
