import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInPriceBooks, type PriceBooks, parsePriceBooks } from '@plenum/billing'
import type { Config } from './config.ts'
import type { Installation } from './context.ts'
import type { Sql } from './platform/database.ts'
import { Problem } from './platform/problem.ts'

export async function openInstallation(sql: Sql, config: Config): Promise<Installation> {
  await sql`insert into installation (session_secret) values (${randomBytes(32).toString('base64url')}) on conflict do nothing`
  const [row] = await sql<{ timeZone: string | null; sessionSecret: string }[]>`select time_zone, session_secret from installation`
  if (row!.timeZone && row!.timeZone !== config.timeZone) {
    throw new Problem(
      `PLENUM_TIME_ZONE is ${config.timeZone}, but the days of this installation are counted in ${row!.timeZone} since its first app. Set PLENUM_TIME_ZONE=${row!.timeZone}.`,
    )
  }
  return {
    config,
    books: await readPriceBooks(config.priceBooksFolder),
    timeZone: row!.timeZone ?? config.timeZone,
    sessionSecret: row!.sessionSecret,
  }
}

/** The operator's own books come after the built-in ones; the room billing/ refuses gaps and overlaps. */
async function readPriceBooks(folder: string | null): Promise<PriceBooks> {
  if (!folder) return builtInPriceBooks
  const names = await readdir(folder).catch(() => {
    throw new Problem(`PLENUM_PRICE_BOOKS names ${folder}, which cannot be read.`)
  })
  const files = names.filter((name) => name.endsWith('.json')).sort()
  const books = await Promise.all(files.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })))
  try {
    return parsePriceBooks(books.map(({ name, text }) => ({ file: name, json: JSON.parse(text) as unknown })))
  } catch (error) {
    throw new Problem(`The price books in ${folder} cannot be used: ${(error as Error).message}`)
  }
}
