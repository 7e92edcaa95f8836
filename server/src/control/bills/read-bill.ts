import { Refusal } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import type { BillText } from './bill-text.ts'
import { type BillRow, findBill, monthsOfBills, namesOfApps } from './store.ts'

/** A bill as it was written. Before bills named anyone they had no parties and no names of apps: those are as now. */
export interface WrittenBill {
  row: BillRow
  bill: BillText
  /** Of each bill that a line corrects its month. */
  corrected: Map<number, string>
}

export async function readBill(sql: Sql, accountId: string, month: string): Promise<WrittenBill> {
  const row = await findBill(sql, accountId, month)
  if (!row) throw new Refusal('not_found')
  const bill = JSON.parse(row.text) as BillText
  const [corrected, names] = await Promise.all([
    monthsOfBills(
      sql,
      bill.adjustments.map(({ correctsNumber }) => correctsNumber),
    ),
    namesOfApps(
      sql,
      bill.apps.flatMap(({ sdkAppId, name }) => (name === undefined ? [sdkAppId] : [])),
    ),
  ])
  const apps = bill.apps.map((app) => ({ ...app, name: app.name ?? names.get(app.sdkAppId) ?? '' }))
  return { row, bill: { ...bill, issuer: bill.issuer ?? null, customer: bill.customer ?? null, apps }, corrected }
}
