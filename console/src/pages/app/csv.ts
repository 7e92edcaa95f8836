type Row = (string | number | null)[]

/** Saves a table as a file that spreadsheets open. */
export function downloadCsv(fileName: string, rows: Row[]) {
  saveFile(fileName, csvOf(rows), 'text/csv;charset=utf-8')
}

/** The mark at the start tells spreadsheets that it is UTF-8. */
export function csvOf(rows: Row[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

export function saveFile(fileName: string, text: string, type: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** What a spreadsheet would take for a formula, with signs before it that make it plain text. `@TGS#…` is the id of a group. */
const formula = /^'*(?:[=+\-\t\r]|@(?!TGS#))/

/** Names come from the app's users: what a spreadsheet would take for a formula is made plain text. Numbers stay what they are. */
function cell(value: string | number | null): string {
  if (typeof value === 'number' || value === null) return String(value ?? '')
  const plain = formula.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}

/** What stood in a cell before it was made plain text. */
export function fromCell(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text
}
