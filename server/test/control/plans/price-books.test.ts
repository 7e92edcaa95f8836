import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtInPriceBookFiles, type PriceBook } from '@plenum/billing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { openInstallation } from '../../../src/installation.ts'
import { completed } from '../../app-driver.ts'
import { startWorld } from '../../world.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'price-books-'))
  const book = structuredClone(builtInPriceBookFiles[0]!.json) as PriceBook
  const { pro } = book.editions
  pro.priceCents = 500_00
  pro.groupsPerUser = { included: 600, steps: [{ upTo: 900, priceCents: 400_01 }] }
  pro.membersPerGroup = { included: 100, steps: [{ upTo: 3000, priceCents: 300_00 }] }
  await writeFile(join(folder, 'spring.json'), JSON.stringify({ ...book, id: 'spring', fromDay: '2023-03-16', note: undefined }))
})
afterAll(() => rm(folder, { recursive: true }))

test('a new price book holds from its first day on: prices, limits, and what the dialogs begin with', async () => {
  const world = await startWorld({ now: '2023-03-15T15:59:59Z', env: { PLENUM_PRICE_BOOKS: folder } })
  const app = await world.app({ edition: 'pro', membersPerGroup: 2000 })
  const { sdkAppId, owner } = app
  const lines = async () =>
    (await owner.call('bill.estimate', { sdkAppId })).expected.lines.map(({ kind, listPrice, fromDay, days }) => [
      kind,
      listPrice.amount,
      fromDay,
      days,
    ])
  expect(await app.get()).toMatchObject({ configuration: { groupsPerUser: 500 }, monthlyPrice: { amount: '689.98' } })
  const announced = await lines()

  await world.moveTo('2023-03-15T16:00:00Z')
  expect(await app.get()).toMatchObject({
    configuration: { groupsPerUser: 600, membersPerGroup: 2000 },
    limits: { groupsPerUser: { value: 600, source: 'plan' }, membersPerGroup: { value: 2000, included: 100, source: 'paid' } },
    monthlyPrice: { amount: '800.00' },
  })
  const { configuration } = (await owner.call('app.list', {})).apps[0]!
  const { historyDays: _, ...present } = configuration
  expect(await owner.call('plan.preview', { sdkAppId, ...present })).toMatchObject({
    before: configuration,
    refusal: { code: 'nothing_to_change' },
  })
  expect(await lines()).toEqual(announced)
  expect(announced).toEqual([
    ['base', '449.99', '2023-03-15', 1],
    ['base', '500.00', '2023-03-16', 16],
    ['membersPerGroup', '239.99', '2023-03-15', 1],
    ['membersPerGroup', '300.00', '2023-03-16', 16],
  ])
  await world.close()
})

test('the preview names what stands above a limit that is lower than any of today', async () => {
  const world = await startWorld({ now: '2023-04-01T00:00:00Z', env: { PLENUM_PRICE_BOOKS: folder } })
  const app = await world.app({ edition: 'ultimate' })
  const { sdkAppId } = app
  await world.unlimitedRates(sdkAppId)
  const users = Array.from({ length: 101 }, (_, index) => `user_${index}`)
  await app.importUsers(users)
  const groupId = await app.createGroup({ Owner_Account: users[0], Name: 'Choir' })
  await app.ok('group_open_http_svc/add_group_member', {
    GroupId: groupId,
    MemberList: users.slice(1).map((name) => ({ Member_Account: name })),
  })
  const wanted = { ...completed({ edition: 'pro' }), groupsPerUser: 600, membersPerGroup: 100 }
  const { impact } = await app.owner.call('plan.preview', { sdkAppId, ...wanted })
  expect(impact.groups).toEqual({ count: 1, allowed: 100, named: [{ id: groupId, name: 'Choir', value: 101 }] })
  await world.close()
})

test('a wrong price book ends the start with a sentence that names file and field', async () => {
  const world = await startWorld()
  const wrong = await mkdtemp(join(tmpdir(), 'price-books-'))
  const start = () => openInstallation(world.sql, readConfig({ PLENUM_PRICE_BOOKS: wrong }))
  await writeFile(join(wrong, 'autumn.json'), '{"id": "autumn"')
  await expect(start()).rejects.toThrow('PLENUM_PRICE_BOOKS: price book autumn.json is not JSON.')
  await writeFile(join(wrong, 'autumn.json'), '{"id": "autumn"}')
  await expect(start()).rejects.toThrow('PLENUM_PRICE_BOOKS: Price book autumn.json: fromDay is missing.')
  await mkdir(join(wrong, 'a-folder.json'))
  await expect(start()).rejects.toThrow('PLENUM_PRICE_BOOKS: price book a-folder.json cannot be read.')
  await rm(wrong, { recursive: true })
  await world.close()
})
