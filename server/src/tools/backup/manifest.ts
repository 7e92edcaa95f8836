import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../platform/problem.ts'

/**
 * A backup is a folder: one file per table, as PostgreSQL's COPY writes it, compressed; and this manifest, written last.
 * The schema itself is not in it: it is that of the migrations named here.
 */
const manifest = z.object({
  format: z.literal(1),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ number: z.int(), name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.object({
      /** With its schema, quoted where needed. */
      table: z.string(),
      columns: z.array(z.string()),
      file: z.string(),
      rows: z.int(),
      /** SHA-256 of the file before compression. */
      checksum: z.string(),
    }),
  ),
  sequences: z.array(z.object({ sequence: z.string(), lastValue: z.string(), isCalled: z.boolean() })),
})

export type Manifest = z.infer<typeof manifest>
export type SavedTable = Manifest['tables'][number]

export const manifestName = 'manifest.json'

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null)
  if (text === null) throw new Problem(`${folder} is not a backup of Plenum: it has no ${manifestName}.`)
  const result = manifest.safeParse(parseJson(text))
  if (!result.success) throw new Problem(`The ${manifestName} in ${folder} is damaged, or of a newer Plenum.`)
  return result.data
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
