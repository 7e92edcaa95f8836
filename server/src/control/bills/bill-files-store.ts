import type { Sql } from '../../platform/database.ts'

export async function findPdf(sql: Sql, number: number): Promise<Buffer | null> {
  const [file] = await sql<{ pdf: Buffer }[]>`select pdf from bill_files where number = ${number}`
  return file?.pdf ?? null
}

/** Returns what is kept: this, or what somebody else kept meanwhile. */
export async function keepPdf(sql: Sql, number: number, madeAt: Date, pdf: Buffer): Promise<Buffer> {
  await sql`insert into bill_files (number, made_at, pdf) values (${number}, ${madeAt}, ${pdf}) on conflict do nothing`
  return (await findPdf(sql, number))!
}
