import { civilTime, formatExact, type Line, lineLabel, sumExact } from '@plenum/billing'
import type { BillText } from './bill-text.ts'
import { shownCents, shownNumber, shownUsd } from './figures.ts'
import type { Party } from './parties.ts'
import { loadTypefaces } from './pdf/fonts.ts'
import { page, Sheet } from './pdf/sheet.ts'
import type { WrittenBill } from './read-bill.ts'

const columns = { item: page.left, price: 354, days: 440, amount: page.right }
const rowHeight = 17

/** A bill on paper. Nothing that can change afterwards stands on it: neither whether it is paid nor how an app is called later. */
export async function makeBillPdf({ row, bill, corrected }: WrittenBill): Promise<Buffer> {
  const number = shownNumber(bill.month, bill.number)
  const title = `${bill.charges ? 'Bill' : 'Statement'} ${number}`
  const sheet = new Sheet(await loadTypefaces(), { title, author: bill.issuer?.name ?? 'Plenum', madeAt: new Date(bill.issuedAt) })
  let y = writeHead(sheet, bill, number)

  const turn = (repeated: string | null) => {
    sheet.newPage()
    y = writeColumns(sheet, page.top + 8)
    if (repeated) writeApp(sheet, repeated, y - 4)
    if (repeated) y += rowHeight + 4
  }
  const need = (height: number, repeated: string | null = null) => {
    if (y + height > page.bottom) turn(repeated)
  }

  y = writeColumns(sheet, y)
  for (const { sdkAppId, name, lines } of bill.apps) {
    const app = `${name}  ${sdkAppId}`
    need(rowHeight * 2 + 8)
    y += 8
    writeApp(sheet, app, y - 4)
    y += rowHeight
    for (const line of lines) {
      need(rowHeight, `${app}  (continued)`)
      writeLine(sheet, line, y - 4)
      y += rowHeight
    }
  }
  if (bill.apps.length === 0) y += 4
  for (const { correctsNumber, reason, day, amountCents } of bill.adjustments) {
    const said = sheet.broken(
      `Correction of ${shownNumber(corrected.get(correctsNumber)!, correctsNumber)}, ${day}: ${reason}`,
      columns.days - columns.item,
    )
    need(rowHeight + (said.length - 1) * 12 + 6)
    y += 6
    for (const [index, text] of said.entries()) sheet.write(text, columns.item, y - 4 + index * 12)
    sheet.write(shownUsd(amountCents), columns.amount, y - 4, { align: 'right' })
    y += rowHeight + (said.length - 1) * 12
  }

  need(190)
  y = writeTotals(sheet, bill, y + 8)
  y = writeNotes(sheet, bill, y + 22)
  writeProof(sheet, row.hash, bill, y + 12)
  sheet.onEachPage((present, count) => {
    sheet.rule(806)
    sheet.write(title, page.left, 820, { size: 8, colour: 'quiet' })
    sheet.write(`Page ${present} of ${count}`, page.right, 820, { size: 8, colour: 'quiet', align: 'right' })
  })
  return sheet.end()
}

function writeHead(sheet: Sheet, bill: BillText, number: string): number {
  const { issuer, customer, month, timeZone } = bill
  let y = page.top + 14
  if (issuer) y = writeParty(sheet, issuer, y, { from: true }) + 40
  sheet.write(`${bill.charges ? 'Bill' : 'Statement'}, ${monthName(month)}`, page.left, y + 6, { size: 20, weight: 600 })
  y += 40
  const facts = [
    ['Number', number],
    ['Month', month],
    ['Issued at', `${civilTime(new Date(bill.issuedAt), timeZone)}`],
    ['Days and times are those of', timeZone],
  ] as const
  for (const [index, [label, value]] of facts.entries()) {
    sheet.write(label, 330, y + index * 14, { size: 8.5, colour: 'quiet' })
    sheet.write(value, page.right, y + index * 14, { align: 'right' })
  }
  const below = customer ? writeParty(sheet, customer, y, { from: false }) : y
  return Math.max(below, y + facts.length * 14) + 30
}

/** Returns the baseline of its last line. */
function writeParty(sheet: Sheet, { name, lines, country, taxNumber }: Party, y: number, { from }: { from: boolean }): number {
  sheet.write(from ? 'From' : 'To', page.left, y, { size: 8.5, colour: 'quiet' })
  const rows = [
    ...sheet.broken(name, 250, { size: 10, weight: 600 }).map((text) => ({ text, weight: 600 as const })),
    ...[...lines, country].filter(Boolean).flatMap((line) => sheet.broken(line, 250).map((text) => ({ text, weight: 400 as const }))),
    ...(taxNumber ? [{ text: `Tax number ${taxNumber}`, weight: 400 as const }] : []),
  ]
  for (const [index, { text, weight }] of rows.entries()) {
    sheet.write(text, page.left, y + 15 + index * 13, { size: weight === 600 ? 10 : 9, weight })
  }
  return y + 15 + (rows.length - 1) * 13
}

function writeColumns(sheet: Sheet, y: number): number {
  const style = { size: 8.5, colour: 'quiet' } as const
  sheet.write('Item', columns.item, y, style)
  sheet.write('List price, USD', columns.price, y, { ...style, align: 'right' })
  sheet.write('Days', columns.days, y, { ...style, align: 'right' })
  sheet.write('Amount, USD', columns.amount, y, { ...style, align: 'right' })
  sheet.rule(y + 7)
  return y + 7 + rowHeight
}

const writeApp = (sheet: Sheet, app: string, y: number) => sheet.write(app, columns.item, y, { size: 9.5, weight: 600 })

function writeLine(sheet: Sheet, line: Line, y: number) {
  sheet.write(lineLabel(line), columns.item + 10, y)
  sheet.write(shownUsd(line.priceCents), columns.price, y, { align: 'right' })
  sheet.write(line.wholeMonth ? 'whole month' : `${line.days} of ${line.daysInMonth}`, columns.days, y, { align: 'right' })
  sheet.write(grouped(formatExact(sumExact([line]))), columns.amount, y, { align: 'right' })
}

function writeTotals(sheet: Sheet, bill: BillText, y: number): number {
  const sum = { numerator: BigInt(bill.sum.numerator), denominator: BigInt(bill.sum.denominator) }
  const oneRate = bill.adjustments.every(({ taxBasisPoints }) => taxBasisPoints === bill.taxBasisPoints)
  const rows = [
    ['Sum of lines', grouped(formatExact(sum))],
    ['Rounded once', shownUsd(bill.linesCents)],
    ...(bill.adjustments.length > 0 ? [['Corrections', shownUsd(bill.adjustmentsCents)]] : []),
    ['Subtotal', shownUsd(bill.subtotalCents)],
    [oneRate ? `Tax, ${bill.taxBasisPoints / 100} %` : 'Tax, each correction at the rate of its bill', shownUsd(bill.taxCents)],
  ] as [string, string][]
  sheet.rule(y - 8, 300)
  for (const [label, value] of rows) {
    sheet.write(label, 300, y + 8, { colour: 'quiet' })
    sheet.write(value, columns.amount, y + 8, { align: 'right' })
    y += 15
  }
  sheet.rule(y + 2, 300)
  sheet.write('Total, USD', 300, y + 20, { size: 12, weight: 600 })
  sheet.write(shownUsd(bill.totalCents), columns.amount, y + 20, { size: 12, weight: 600, align: 'right' })
  return y + 20
}

function writeNotes(sheet: Sheet, bill: BillText, y: number): number {
  const notes = [
    ...(shownCents(bill) === bill.linesCents ? [] : ['Lines are shown to 8 decimals, the sum is exact.']),
    'A line is list price × days ÷ days of the month. History and usage above the plan are charged for the whole month.',
    ...(bill.charges ? [] : ['A statement: nothing is owed.']),
  ]
  for (const note of notes) {
    sheet.write(note, page.left, y, { size: 8.5, colour: 'quiet' })
    y += 13
  }
  return y
}

/** By which the paper is held against what is kept. */
function writeProof(sheet: Sheet, hash: string, bill: BillText, y: number) {
  const rows = [
    ['SHA-256 of this bill', hash],
    ['SHA-256 of its facts', bill.factsHash],
    ['SHA-256 of the bill before it', bill.previousHash ?? 'the first of this account'],
  ] as const
  for (const [index, [label, value]] of rows.entries()) {
    sheet.write(label, page.left, y + index * 12, { size: 7.5, colour: 'quiet' })
    sheet.write(value, page.left + 130, y + index * 12, { size: 7.5, colour: 'quiet' })
  }
}

const grouped = (amount: string) => amount.replace('-', '−').replace(/\B(?=(\d{3})+\.)/g, ',')

function monthName(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}
