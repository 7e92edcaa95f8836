import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { AppDriver } from '../app-driver.ts'
import { emptyDatabase } from '../database.ts'
import { text } from '../message-bodies.ts'
import { dataFolder, runTool, startPlenum } from '../plenum-process.ts'

let data: Awaited<ReturnType<typeof dataFolder>>
let other: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
  other = await dataFolder()
})
afterEach(async () => {
  await data.remove()
  await other.remove()
})

const start = (folder: string) => startPlenum({ PLENUM_DATA: folder })
type Plenum = Awaited<ReturnType<typeof start>>

test('a backup taken while Plenum writes comes back whole: counters equal their rows, and new numbers go on after the old', async () => {
  const plenum = await start(data.folder)
  const app = await createApp(plenum)
  let writing = true
  let written = 0
  const before = await importSome(app, 'before', 50)
  const GroupId = await app.createGroup()
  const MsgBody = text('hi \0 \ufdd00 \\ \ud800')
  const said = { GroupId, MsgBody, CloudCustomData: 'abc\0\u0001\ufdd0' }
  const say = (of: AppDriver, Random: number) => of.ok('group_open_http_svc/send_group_msg', { ...said, Random })
  for (const random of [1, 2, 3]) await say(app, random)
  const writers = [1, 2, 3].map(async (writer) => {
    for (let round = 0; writing; round++) {
      await app.v4('im_open_login_svc/account_import', { UserID: `${writer}-${round}` })
      await plenum.operator.call('app.create', { name: `${writer} ${round}` }).catch(() => {})
      written++
    }
  })
  await expect.poll(() => written).toBeGreaterThan(5)
  const backup = join(data.folder, 'backup')
  expect(await runTool('backup', backup, { PLENUM_DATA: data.folder })).toMatchObject({ code: 0, errors: '' })
  writing = false
  await Promise.all(writers)
  const { sdkAppId: newest } = await plenum.operator.call('app.create', { name: 'After the backup' })
  await plenum.stop()

  expect(await runTool('restore', backup, { PLENUM_DATA: other.folder })).toMatchObject({ code: 0, errors: '' })
  const restored = await start(other.folder)
  const sql = openDatabase(await other.databaseUrl(), { pool: 1 })
  const users = await sql<{ userId: string }[]>`select user_id from im_users where app_id = ${app.sdkAppId}`
  expect(users.map(({ userId }) => userId)).toEqual(expect.arrayContaining(before))
  expect(await sql`select id from apps a where user_count <> (select count(*) from im_users u where u.app_id = a.id)`).toHaveLength(0)
  expect(await sql`select id from accounts a where app_count <> (select count(*) from apps where account_id = a.id)`).toHaveLength(0)
  expect(await sql`select id from apps where not exists (select from ledger_entries where app_id = apps.id)`).toHaveLength(0)
  const [numbers] = await sql<{ newest: number }[]>`select max(id) as newest from apps`
  await sql.end()

  const again = new AppDriver({ sdkAppId: app.sdkAppId, name: app.name, key: app.key }, restored.operator, () => new Date())
  await again.importUsers(['after-the-restore'])
  expect(await say(again, 4)).toMatchObject({ MsgSeq: 4 })
  const { RspMsgList } = await again.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  expect(RspMsgList.map(({ MsgSeq }: { MsgSeq: number }) => MsgSeq)).toEqual([4, 3, 2, 1])
  for (const message of RspMsgList) expect(message).toMatchObject({ MsgBody, CloudCustomData: said.CloudCustomData })
  const { sdkAppId: next } = await restored.operator.call('app.create', { name: 'Next' })
  expect(numbers!.newest).toBeLessThanOrEqual(newest)
  expect(next).toBeGreaterThan(numbers!.newest)
  await restored.stop()
})

test('a backup of a stopped Plenum goes into an external database, row for row', async () => {
  const plenum = await start(data.folder)
  await importSome(await createApp(plenum), 'user', 20)
  await plenum.stop()
  const backup = join(data.folder, 'backup')
  expect(await runTool('backup', backup, { PLENUM_DATA: data.folder })).toMatchObject({ code: 0 })
  expect(await data.postmaster()).toBeNull()

  const database = await emptyDatabase()
  const settings = { PLENUM_DATA: other.folder, DATABASE_URL: database.url }
  expect(await runTool('restore', backup, settings)).toMatchObject({ code: 0 })
  const second = join(data.folder, 'second')
  expect(await runTool('backup', second, settings)).toMatchObject({ code: 0 })
  const read = async (folder: string) => ({ ...JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')), takenAt: null })
  expect(await read(second)).toEqual(await read(backup))

  expect(await runTool('restore', backup, settings)).toMatchObject({
    code: 1,
    errors: 'The database is not empty: a backup is restored into an empty one only.\n',
  })
  await database.drop()
})

test('a restore refuses what is in use, what is no backup and what is damaged, and leaves nothing behind', async () => {
  const plenum = await start(data.folder)
  await plenum.stop()
  const backup = join(data.folder, 'backup')
  await runTool('backup', backup, { PLENUM_DATA: data.folder })

  expect(await runTool('backup', backup, { PLENUM_DATA: data.folder })).toMatchObject({
    code: 1,
    errors: `${backup} exists already: a backup goes into a new folder.\n`,
  })
  expect(await runTool('restore', backup, { PLENUM_DATA: data.folder })).toMatchObject({
    code: 1,
    errors: `${data.folder} holds a database already: set PLENUM_DATA to a new folder, or move the old one away.\n`,
  })
  expect(await runTool('restore', data.folder, { PLENUM_DATA: other.folder })).toMatchObject({
    code: 1,
    errors: `${data.folder} is not a backup of Plenum: it has no manifest.json.\n`,
  })

  const file = 'public.accounts.copy.gz'
  const rows = gunzipSync(await readFile(join(backup, file))).toString()
  await writeFile(join(backup, file), gzipSync(rows.replace('Operator', 'Intruder')))
  expect(await runTool('restore', backup, { PLENUM_DATA: other.folder })).toMatchObject({
    code: 1,
    errors: `${file} in the backup is damaged: its content is not what the backup wrote.\n`,
  })
  await writeFile(join(backup, file), gzipSync(rows))
  expect(await runTool('restore', backup, { PLENUM_DATA: other.folder })).toMatchObject({ code: 0 })
})

async function createApp(plenum: Plenum) {
  const { sdkAppId, name } = await plenum.operator.call('app.create', { name: 'Gardeners' })
  const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, plenum.operator, () => new Date())
  await app.upgrade({ edition: 'pro' })
  return app
}

async function importSome(app: AppDriver, prefix: string, count: number) {
  const users = Array.from({ length: count }, (_, index) => `${prefix}-${index}`)
  await app.importUsers(users)
  return users
}
