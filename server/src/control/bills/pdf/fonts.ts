import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { create, type Font } from 'fontkit'

export type Weight = 400 | 600

const { resolve } = createRequire(import.meta.url)

/** In the order in which they are asked for a letter. Both families are under the OFL. */
const files = [
  ...['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'].map((part) => ['inter', part] as const),
  ['noto-sans-sc', 'chinese-simplified'] as const,
]

export interface Typeface {
  id: string
  font: Font
}

export interface Typefaces {
  all: Typeface[]
  /** The first that has this letter; for a letter that none has the first, which draws an empty box. */
  of(letter: string, weight: Weight): Typeface
}

let loaded: Promise<Typefaces> | undefined

/** Read once in the life of a process: 3.4 MB, of which the Chinese letters are 3.1. */
export function loadTypefaces(): Promise<Typefaces> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Typefaces> {
  const [regular, strong] = await Promise.all([read(400), read(600)])
  const fonts = { 400: regular, 600: strong }
  return {
    all: [...regular, ...strong],
    of: (letter, weight) => fonts[weight].find(({ font }) => font.hasGlyphForCodePoint(letter.codePointAt(0)!)) ?? fonts[weight][0]!,
  }
}

function read(weight: Weight): Promise<Typeface[]> {
  return Promise.all(
    files.map(async ([family, part]) => {
      const id = `${family}-${part}-${weight}`
      return { id, font: create(unpacked(await readFile(resolve(`@fontsource/${family}/files/${id}-normal.woff`)))) as Font }
    }),
  )
}

/** A WOFF file as the font it was packed from: read as it is, a table would be inflated again for each letter. */
function unpacked(woff: Buffer): Buffer<ArrayBuffer> {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const parts: Buffer[] = [head]
  let end = head.length
  for (let index = 0; index < count; index++) {
    const entry = 44 + 20 * index
    const [offset, packedLength, length] = [4, 8, 12].map((place) => woff.readUInt32BE(entry + place)) as [number, number, number]
    const packed = woff.subarray(offset, offset + packedLength)
    const table = packedLength < length ? inflateSync(packed) : packed
    const row = 12 + 16 * index
    woff.copy(head, row, entry, entry + 4)
    woff.copy(head, row + 4, entry + 16, entry + 20)
    head.writeUInt32BE(end, row + 8)
    head.writeUInt32BE(length, row + 12)
    parts.push(table, Buffer.alloc(-length & 3))
    end += length + (-length & 3)
  }
  return Buffer.concat(parts)
}
