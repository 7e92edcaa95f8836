export interface Figure {
  title: string
  /** How it was measured, in a sentence. */
  how: string
  rows: { what: string; value: string; aim?: string; reached?: boolean }[]
}

export function printFigure({ title, how, rows }: Figure): void {
  const width = (column: (row: Figure['rows'][number]) => string) => Math.max(...rows.map((row) => column(row).length))
  const whatWidth = width((row) => row.what)
  const valueWidth = width((row) => row.value)
  console.log(`\n${title}\n${how}`)
  for (const { what, value, aim, reached } of rows) {
    const verdict = aim ? `   aim ${aim}${reached ? '' : '   MISSED'}` : ''
    console.log(`  ${what.padEnd(whatWidth)}  ${value.padStart(valueWidth)}${verdict}`)
  }
}
