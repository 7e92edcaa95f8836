import type { Font, GlyphRun } from 'fontkit'
import PDFDocument from 'pdfkit'
import type { Typefaces, Weight } from './fonts.ts'

export const page = { width: 595.28, height: 841.89, left: 48, right: 547.28, top: 48, bottom: 776 }
const colours = { ink: '#1b1b18', quiet: '#6c6b64', line: '#d5d4cd' }

interface Style {
  size?: number
  weight?: Weight
  colour?: 'ink' | 'quiet'
  /** `right`: `x` is where the text ends. */
  align?: 'left' | 'right'
}

/** A document that sets each letter in the first typeface that has it. Places are those of baselines, in points from the top left. */
export class Sheet {
  readonly #doc: PDFKit.PDFDocument
  readonly #faces: Typefaces
  readonly #bytes: Promise<Buffer>

  constructor(faces: Typefaces, about: { title: string; author: string; madeAt: Date }) {
    const { title, author, madeAt } = about
    this.#faces = faces
    this.#doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      bufferPages: true,
      lang: 'en',
      displayTitle: true,
      info: { Title: title, Author: author, Producer: 'Plenum', Creator: 'Plenum', CreationDate: madeAt },
    })
    for (const { id, font } of faces.all) this.#doc.registerFont(id, remembering(font) as never)
    this.#bytes = new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      this.#doc.on('data', (part: Buffer) => parts.push(part))
      this.#doc.on('end', () => resolve(Buffer.concat(parts)))
      this.#doc.on('error', reject)
    })
  }

  write(text: string, x: number, y: number, style: Style = {}): void {
    const { size = 9, weight = 400, colour = 'ink', align = 'left' } = style
    let place = align === 'right' ? x - this.width(text, style) : x
    this.#doc.fillColor(colours[colour])
    for (const { id, run } of this.#runs(text, weight)) {
      const width = this.#setTo(id, size).widthOfString(run, { features: featuresOf(run) })
      this.#doc.text(run, place, y, { lineBreak: false, baseline: 'alphabetic', features: featuresOf(run) })
      place += width
    }
  }

  width(text: string, { size = 9, weight = 400 }: Style = {}): number {
    return this.#runs(text, weight).reduce(
      (sum, { id, run }) => sum + this.#setTo(id, size).widthOfString(run, { features: featuresOf(run) }),
      0,
    )
  }

  /** The lines into which a text is broken: between words, and before Chinese letters; a word that is too long is cut. */
  broken(text: string, room: number, style: Style = {}): string[] {
    const lines: string[] = []
    let line = ''
    for (const word of text.split(/(?<=\s)|(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/u)) {
      if (this.width((line + word).trimEnd(), style) <= room) {
        line += word
        continue
      }
      if (line) lines.push(line.trimEnd())
      line = ''
      for (const letter of word) {
        if (this.width(line + letter, style) > room) {
          lines.push(line)
          line = ''
        }
        line += letter
      }
    }
    return [...lines, ...(line.trimEnd() || lines.length === 0 ? [line.trimEnd()] : [])]
  }

  rule(y: number, from = page.left, to = page.right): void {
    this.#doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(colours.line).stroke()
  }

  newPage(): void {
    this.#doc.addPage()
  }

  /** Draws on each page again, once it is known how many there are. */
  onEachPage(draw: (number: number, count: number) => void): void {
    const { count } = this.#doc.bufferedPageRange()
    for (let index = 0; index < count; index++) {
      this.#doc.switchToPage(index)
      draw(index + 1, count)
    }
  }

  end(): Promise<Buffer> {
    this.#doc.end()
    return this.#bytes
  }

  #setTo(id: string, size: number): PDFKit.PDFDocument {
    return this.#doc.font(id).fontSize(size)
  }

  #runs(text: string, weight: Weight): { id: string; run: string }[] {
    const runs: { id: string; run: string }[] = []
    for (const letter of text) {
      const last = runs.at(-1)
      // A space, or a sign that no typeface has, does not change it.
      const { id } = letter === ' ' && last ? last : this.#faces.of(letter, weight)
      if (last?.id === id) last.run += letter
      else runs.push({ id, run: letter })
    }
    return runs
  }
}

/** A long bill says the same words on each line: they are laid out once. The document scales the places it gets, so each time it gets new ones. */
function remembering(font: Font): Font {
  const known = new Map<string, GlyphRun>()
  const layout = (text: string, features: never): GlyphRun => {
    const run = known.get(text) ?? font.layout(text, features)
    known.set(text, run)
    return Object.create(run, { positions: { value: run.positions.map((position) => ({ ...position })) } })
  }
  return Object.create(font, { layout: { value: layout } })
}

/** Amounts have figures of one width, so that they stand below each other. In words they would come with a hyphen as wide. */
function featuresOf(text: string): PDFKit.Mixins.OpenTypeFeatures[] {
  return /^[\d,.−]+$/.test(text) ? ['tnum', 'kern'] : ['kern']
}
