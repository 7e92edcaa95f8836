import { afterAll, beforeAll, expect, test } from 'vitest'
import { tablesOfApp, tablesOfGroup, tablesOfUser } from '../../src/limits/owned-rows.ts'
import { startWorld, type World } from '../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** Tables with all these columns; parts of a table count as the table. */
async function tablesWith(...columns: string[]): Promise<string[]> {
  const rows = await world.sql<{ tableName: string }[]>`
    select table_name from information_schema.columns join pg_class on relname = table_name and not relispartition
    where table_schema = 'public' and relnamespace = 'public'::regnamespace and column_name = any(${columns})
    group by table_name having count(*) = ${columns.length} order by table_name`
  return rows.map(({ tableName }) => tableName)
}

const missingFrom = (owned: readonly string[], elsewhere: string[], tables: string[]) =>
  tables.filter((table) => !owned.includes(table) && !elsewhere.includes(table))

test('every table of an app is emptied when its end has come, or says why not', async () => {
  const kept = ['app_days', 'audit_entries', 'ledger_entries', 'notices']
  const byTheSweepOfApps = ['app_admins', 'app_keys']
  const withMessages = [
    'messages',
    'conversations',
    'direct_sides',
    'message_days',
    'message_readings',
    'message_extensions',
    'message_reactions',
    'message_reaction_changes',
    'message_pins',
    'hidden_messages',
  ]
  const elsewhere = [...kept, ...byTheSweepOfApps, ...withMessages, 'message_extension_changes', 'message_files']
  expect(missingFrom(tablesOfApp, elsewhere, await tablesWith('app_id'))).toEqual([])
})

test('every table of a group goes with it', async () => {
  const underItsLock = ['group_members']
  expect(missingFrom(tablesOfGroup, underItsLock, await tablesWith('app_id', 'group_id'))).toEqual([])
})

test('every table of a user goes with the account', async () => {
  const counted = ['group_members', 'friends', 'im_users']
  const notDeleted = ['app_admins']
  // Who logged in on a day did so, whatever becomes of the account.
  const facts = ['login_days']
  const owned = tablesOfUser.map(({ table }) => table)
  expect(missingFrom(owned, [...counted, ...notDeleted, ...facts], await tablesWith('app_id', 'user_id'))).toEqual([])
})
