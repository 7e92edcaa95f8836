import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Figure } from './table.ts'

const dist = fileURLToPath(new URL('../../console/dist', import.meta.url))
export const firstLoadKilobytesMax = 250

/** Compressed size of the files that the console's index.html loads before anything is shown, in bytes. */
export async function measureFirstLoad(folder = dist): Promise<{ script: number; style: number }> {
  const html = await readFile(join(folder, 'index.html'), 'utf8')
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g), ...html.matchAll(/<link[^>]+modulepreload[^>]+href="([^"]+)"/g)]
  const styles = html.matchAll(/<link[^>]+stylesheet[^>]+href="([^"]+)"/g)
  const compressed = async (found: Iterable<RegExpMatchArray>) => {
    let bytes = 0
    for (const [, path] of found) bytes += gzipSync(await readFile(join(folder, path!))).length
    return bytes
  }
  return { script: await compressed(scripts), style: await compressed(styles) }
}

export async function firstLoadFigure(): Promise<Figure> {
  const { script, style } = await measureFirstLoad()
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
  return {
    title: 'First load of the console',
    how: 'gzip of what index.html loads',
    rows: [
      {
        what: 'script',
        value: kilobytes(script),
        aim: `<= ${firstLoadKilobytesMax} kB`,
        reached: script <= firstLoadKilobytesMax * 1000,
      },
      { what: 'style', value: kilobytes(style) },
    ],
  }
}
