import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInPriceBookFiles, builtInPriceBooks, type PriceBooks, parsePriceBooks } from '@plenum/billing'
import type { Config } from './config.ts'
import type { Sql } from './platform/database.ts'
import { Problem } from './platform/problem.ts'
import type { Installation } from './road/context.ts'

export async function openInstallation(sql: Sql, config: Config): Promise<Installation> {
  await sql`insert into installation default values on conflict do nothing`
  const [row] = await sql<{ timeZone: string | null; fileSecret: Buffer }[]>`
    update installation set file_secret = coalesce(file_secret, ${randomBytes(32)}) returning time_zone, file_secret`
  if (row!.timeZone && row!.timeZone !== config.timeZone) {
    throw new Problem(
      `PLENUM_TIME_ZONE is ${config.timeZone}, but the days of this installation are counted in ${row!.timeZone} since its first app. Set PLENUM_TIME_ZONE=${row!.timeZone}.`,
    )
  }
  return {
    config,
    books: await readPriceBooks(config.priceBooksFolder),
    timeZone: row!.timeZone ?? config.timeZone,
    fileSecret: row!.fileSecret,
  }
}

/** The operator's own books follow the built-in ones, or take the place of one that begins on the same day. */
async function readPriceBooks(folder: string | null): Promise<PriceBooks> {
  if (!folder) return builtInPriceBooks
  const files = await readdir(folder).catch((error: Error) => {
    throw new Problem(`PLENUM_PRICE_BOOKS cannot be read: ${error.message}.`)
  })
  const names = files.filter((name) => name.endsWith('.json')).sort()
  const own = await Promise.all(names.map(async (file) => ({ file, json: await readJson(folder, file) })))
  const replaced = new Set(own.map(({ json }) => (json as { fromDay?: unknown } | null)?.fromDay))
  const builtIn = builtInPriceBookFiles.filter(({ json }) => !replaced.has((json as { fromDay: string }).fromDay))
  try {
    return parsePriceBooks([...builtIn, ...own])
  } catch (error) {
    throw new Problem(`PLENUM_PRICE_BOOKS: ${(error as Error).message}`)
  }
}

async function readJson(folder: string, file: string): Promise<unknown> {
  const text = await readFile(join(folder, file), 'utf8').catch(() => {
    throw new Problem(`PLENUM_PRICE_BOOKS: price book ${file} cannot be read.`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem(`PLENUM_PRICE_BOOKS: price book ${file} is not JSON.`)
  }
}
