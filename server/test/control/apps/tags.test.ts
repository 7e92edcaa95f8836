import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { join } from '../people/people-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app()
})
afterAll(() => world.close())

const team = { key: 'team', value: 'live' }
const setTags = (...tags: { key: string; value: string }[]) => app.owner.call('app.setTags', { sdkAppId: app.sdkAppId, tags })
const found = async (search: string) => (await app.owner.call('app.list', { search })).apps.map(({ sdkAppId }) => sdkAppId)

describe('tags of an app', () => {
  test('are set in place of those that were there, by key, and the audit says what changed', async () => {
    expect(await setTags(team, { key: 'cost center', value: '' })).toEqual({ tags: [{ key: 'cost center', value: '' }, team] })
    await setTags({ key: 'team', value: 'games' })
    await setTags({ key: 'team', value: 'games' })
    expect((await app.get()).tags).toEqual([{ key: 'team', value: 'games' }])
    const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      [
        'app.tagsSet',
        [
          { field: 'Tag cost center', before: '', after: null },
          { field: 'Tag team', before: 'live', after: 'games' },
        ],
      ],
      [
        'app.tagsSet',
        [
          { field: 'Tag cost center', before: null, after: '' },
          { field: 'Tag team', before: null, after: 'live' },
        ],
      ],
    ])
  })

  test('are given at creation too, and find the app by key and value, in any letter case, and no other app', async () => {
    const { sdkAppId } = await app.owner.call('app.create', { name: 'Tagged', tags: [{ key: 'Stage', value: '50%_test' }] })
    for (const search of ['Stage:50%_test', 'stage:50%', 'STAGE: ', 'stage:']) expect(await found(search)).toEqual([sdkAppId])
    for (const search of ['stage', 'stage:5_', 'sta:50%', ':50%_test', 'test']) expect(await found(search)).toEqual([])
    const stranger = await world.signUp('Nora Lind')
    expect((await stranger.call('app.list', { search: 'stage:50%' })).apps).toEqual([])
  })

  test.each([
    ['a key with a colon', [{ key: 'a:b', value: '' }]],
    ['no key', [{ key: ' ', value: 'x' }]],
    ['a key twice, as it is kept', [team, { ...team, key: ' team' }]],
    ['51 characters of key', [{ key: 'x'.repeat(51), value: '' }]],
    ['101 characters of value', [{ key: 'x', value: 'x'.repeat(101) }]],
    ['a line break', [{ key: 'x', value: 'a\nb' }]],
    ['21 tags', Array.from({ length: 21 }, (_, index) => ({ key: `k${index}`, value: '' }))],
  ])('refuse %s', async (_, tags) => {
    expect((await app.owner.refused('app.setTags', { sdkAppId: app.sdkAppId, tags })).code).toBe('bad_input')
  })

  test('are changed by who gives rights, not by developers', async () => {
    const { client: developer } = await join(app.owner, { role: 'developer' })
    expect((await developer.refused('app.setTags', { sdkAppId: app.sdkAppId, tags: [] })).code).toBe('not_allowed')
    const { client: administrator } = await join(app.owner, { role: 'administrator' })
    expect(await administrator.call('app.setTags', { sdkAppId: app.sdkAppId, tags: [team] })).toEqual({ tags: [team] })
  })
})
