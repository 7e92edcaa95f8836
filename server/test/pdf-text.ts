import { inflateSync } from 'node:zlib'

/** What a PDF made by Plenum says, page by page: each run of letters with its place from the top left. Knows no more than such files need. */
export function readPdf(pdf: Buffer) {
  const file = pdf.toString('latin1')
  const objects = new Map([...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body]) => [Number(id), body!]))
  const refs = (text: string | undefined) => [...(text ?? '').matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id))
  const streamOf = (id: number) => {
    const body = objects.get(id)!
    const bytes = Buffer.from(body.slice(body.indexOf('stream\n') + 7, body.lastIndexOf('\nendstream')), 'latin1')
    return (body.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1')
  }
  const letters = new Map<number, Map<number, string>>()
  for (const [id, body] of objects) {
    const [toUnicode] = refs(/\/ToUnicode \d+ 0 R/.exec(body)?.[0])
    if (toUnicode !== undefined) letters.set(id, lettersOf(streamOf(toUnicode)))
  }
  const pages = [...objects.values()]
    .filter((body) => /\/Type \/Page\n/.test(body))
    .map((body) => {
      const [contents] = refs(/\/Contents \d+ 0 R/.exec(body)![0])
      const [resources] = refs(/\/Resources \d+ 0 R/.exec(body)![0])
      const [fontRow] = [/\/Font (?:<<([\s\S]*?)>>|(\d+) 0 R)/.exec(objects.get(resources!)!)]
      const fonts = fontRow?.[1] ?? objects.get(Number(fontRow?.[2])) ?? ''
      const fontIds = new Map([...fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name!, Number(id)]))
      return runsOf(streamOf(contents!), (font) => letters.get(fontIds.get(font)!)!)
    })
  return { pages, text: pages.map((runs) => runs.map(({ text }) => text).join('\n')).join('\n'), fonts: [...letters.keys()].length, file }
}

function lettersOf(cmap: string): Map<number, string> {
  const map = new Map<number, string>()
  const textOf = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, from, , list] of cmap.matchAll(/<([\da-f]{4})> <([\da-f]{4})> \[([^\]]*)\]/gi)) {
    const texts = [...list!.matchAll(/<([\da-f ]+)>/gi)].map(([, hex]) => textOf(hex!.replaceAll(' ', '')))
    for (const [index, text] of texts.entries()) map.set(Number.parseInt(from!, 16) + index, text)
  }
  return map
}

function runsOf(content: string, lettersIn: (font: string) => Map<number, string>) {
  return [...content.matchAll(/BT\n([\s\S]*?)ET/g)].map(([, block]) => {
    const [, font] = /\/(F\d+) /.exec(block!)!
    const [, x, y] = /1 0 0 1 ([\d.-]+) ([\d.-]+) Tm/.exec(block!)!
    const glyphs = [...block!.matchAll(/<([\da-f]+)>/gi)].flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
    const known = lettersIn(font!)
    return { x: Number(x), y: Number(y), text: glyphs.map((glyph) => known.get(Number.parseInt(glyph, 16)) ?? '?').join('') }
  })
}
