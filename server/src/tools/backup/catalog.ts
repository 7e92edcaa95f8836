import type { Sql } from '../../platform/database.ts'

/** Tables with rows of their own, in all schemas of ours. `migrations` is written by migrating. */
export function listTables(sql: Sql) {
  return sql<{ table: string; columns: string[] }[]>`
    select format('%I.%I', n.nspname, c.relname) as table,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and ${ofOurs(sql)} and c.relname <> 'migrations'
    order by 1`
}

export async function listSequences(sql: Sql) {
  const sequences = await sql<{ sequence: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as sequence
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ofOurs(sql)}
    order by 1`
  return Promise.all(
    sequences.map(async ({ sequence }) => {
      const [row] = await sql.unsafe<{ lastValue: string; isCalled: boolean }[]>(
        `select last_value::text as last_value, is_called from ${sequence}`,
      )
      return { sequence, ...row! }
    }),
  )
}

export function listForeignKeys(sql: Sql) {
  return sql<{ table: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0
    order by 1, 2`
}

export async function isEmpty(sql: Sql) {
  const [row] = await sql<{ empty: boolean }[]>`
    select not exists (
      select from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${ofOurs(sql)}
    ) as empty`
  return row!.empty
}

function ofOurs(sql: Sql) {
  return sql`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`
}

export function columnList(columns: string[]) {
  return columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ')
}
