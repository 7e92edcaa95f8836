/** Saves a table as a file that spreadsheets open. */
export function downloadCsv(fileName: string, rows: (string | number | null)[][]) {
  // The mark at the start tells spreadsheets that it is UTF-8.
  const text = `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
  saveFile(fileName, text, 'text/csv;charset=utf-8')
}

export function saveFile(fileName: string, text: string, type: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Names come from the app's users: what a spreadsheet would take for a formula is made plain text. Numbers and `@TGS#…` stay what they are. */
function cell(value: string | number | null): string {
  if (typeof value === 'number' || value === null) return String(value ?? '')
  const isFormula = /^([=+\-\t\r]|@(?!TGS#))/.test(value) && !/^-?\d+(\.\d+)?$/.test(value)
  const plain = isFormula ? `'${value}` : value
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
