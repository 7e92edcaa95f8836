import { expect, test } from 'vitest'
import { listCustomFields } from '../../../src/im/custom-fields/store.ts'
import { openDatabase } from '../../../src/platform/database.ts'
import { migrate } from '../../../src/platform/migrate.ts'
import { emptyDatabase } from '../../database.ts'

test('fields declared before they had group types are for every type, with the rights they had', async () => {
  const { url, drop } = await emptyDatabase()
  const sql = openDatabase(url, { pool: 1 })
  await migrate(sql, { until: 79 })
  await sql`alter table custom_fields drop constraint custom_fields_app_id_fkey`
  await sql`
    insert into custom_fields (app_id, level, key, readable_by, writable_by, declared_at) values
      (1, 'group', 'colour', 'member', 'owner', '2022-11-10'), (1, 'member', 'rank', 'admin', 'member', '2022-11-11'),
      (1, 'user', 'Note', 'everyone', 'app', '2022-11-12')`
  await migrate(sql)
  const no = { selfReads: false, selfWrites: false }
  const inTypes = (types: string[], rights: object) => types.map((type) => ({ type, ...rights, ...no }))
  expect(await listCustomFields(sql, 1)).toMatchObject([
    {
      key: 'colour',
      groupTypes: inTypes(['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'], { readableBy: 'member', writableBy: 'owner' }),
    },
    { key: 'rank', groupTypes: inTypes(['Work', 'Public', 'Meeting', 'Community'], { readableBy: 'admin', writableBy: 'member' }) },
    { key: 'Note', readableBy: 'everyone', writableBy: 'app' },
  ])
  await sql.end()
  await drop()
})
