import type { CustomFieldLevel } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const declare = (level: CustomFieldLevel, key: string) => app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level, key })
const refusal = async (level: CustomFieldLevel, key: string) =>
  (await app.owner.refused('customField.add', { sdkAppId: app.sdkAppId, level, key })).code
const keys = async (level?: CustomFieldLevel) => {
  const { customFields } = await app.owner.call('customField.list', { sdkAppId: app.sdkAppId, ...(level && { level }) })
  return customFields.map(({ key }) => key)
}
const name = (number: number) => `field${String.fromCharCode(97 + number)}`

describe('custom fields', () => {
  test('are declared for good, with who may read and write them, and the audit says who did it', async () => {
    app = await world.app()
    expect(await declare('group', 'colour')).toEqual({
      customFields: [{ level: 'group', key: 'colour', readableBy: 'everyone', writableBy: 'app', declaredAt: world.now().toISOString() }],
    })
    const rights = { sdkAppId: app.sdkAppId, level: 'group', key: 'colour', readableBy: 'member', writableBy: 'owner' } as const
    expect((await app.owner.call('customField.setRights', rights)).customFields).toMatchObject([
      { key: 'colour', readableBy: 'member', writableBy: 'owner' },
    ])
    const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
    expect(entries.map(({ action, changes }) => [action, changes])).toEqual([
      [
        'customField.rightsSet',
        [{ field: 'Custom field colour', before: 'read by everyone, written by app', after: 'read by member, written by owner' }],
      ],
      [
        'customField.added',
        [{ field: 'Custom field colour', before: null, after: 'group field colour, read by everyone, written by app' }],
      ],
    ])
  })

  test('may be declared again without effect, and not under a name that is taken', async () => {
    app = await world.app()
    await declare('group', 'colour')
    expect((await declare('group', 'colour')).customFields).toHaveLength(1)
    expect(await refusal('member', 'colour')).toBe('custom_field_taken')
    await declare('member', 'rank')
    expect(await refusal('group', 'rank')).toBe('custom_field_taken')
    const other = { sdkAppId: app.sdkAppId, level: 'group', key: 'colour', writableBy: 'owner' } as const
    expect((await app.owner.refused('customField.add', other)).code).toBe('custom_field_taken')
    await declare('user', 'colour')
    await declare('friend', 'colour')
    const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
    expect(entries).toHaveLength(4)
    const unknown = { sdkAppId: app.sdkAppId, level: 'group', key: 'shape', readableBy: 'app', writableBy: 'app' } as const
    expect((await app.owner.refused('customField.setRights', unknown)).code).toBe('not_found')
  })

  test.each([
    ['user', 'abcdefgH', ['', 'abcdefghi', 'a1', 'a_b', 'é', 'a b']],
    ['friend', 'Tag', ['', 'abcdefghi', '9', 'ä']],
    ['group', '_a23456789012345', ['', 'a1234567890123456', '9a', 'a-b', 'é', 'a\n']],
    ['member', 'rank_2', ['', 'a1234567890123456', '2rank', 'a.b']],
  ] as const)('of %ss have names such as %s', async (level, good, bad) => {
    app = await world.app()
    for (const key of bad) expect(await refusal(level, key)).toBe('custom_field_key_invalid')
    await declare(level, good)
    expect(await keys(level)).toEqual([good])
  })

  test.each([
    ['user', 20],
    ['friend', 20],
    ['group', 10],
    ['member', 5],
  ] as const)('of %ss are at most %i, also when all are declared at once', async (level, allowed) => {
    app = await world.app()
    const calls = await Promise.allSettled(Array.from({ length: allowed + 3 }, (_, index) => declare(level, name(index))))
    expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(allowed)
    expect(await keys(level)).toHaveLength(allowed)
    expect(await refusal(level, 'more')).toBe('custom_field_limit')
    expect(await keys()).toHaveLength(allowed)
  })
})
