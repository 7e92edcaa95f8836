import type { Handlers } from '../../road/context.ts'
import { accountToRead } from './accounts.ts'
import { makeBillCsv } from './bill-csv.ts'
import { findPdf, keepPdf } from './bill-files-store.ts'
import { shownNumber } from './figures.ts'
import { makePdfAside } from './make-pdf.ts'
import { readBill } from './read-bill.ts'

export const fileHandlers = {
  async 'bill.file'({ accountId, month, format }, context) {
    const { sql, now } = context
    const written = await readBill(sql, await accountToRead(context, accountId), month)
    const { number } = written.bill
    const fileName = `bill-${shownNumber(month, number)}.${format}`
    if (format === 'csv') return { fileName, contentType: 'text/csv; charset=utf-8', base64: makeBillCsv(written).toString('base64') }
    // Of two who make it at once the first is kept, and both get that one.
    const pdf = (await findPdf(sql, number)) ?? (await keepPdf(sql, number, now, await makePdfAside(written)))
    return { fileName, contentType: 'application/pdf', base64: pdf.toString('base64') }
  },
} satisfies Partial<Handlers>
