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
const told = async () => {
  const { entries } = await app.owner.call('audit.list', { sdkAppId: app.sdkAppId, category: 'settings' })
  return entries.map(({ action, changes }) => [action, changes])
}
const name = (number: number) => `field${String.fromCharCode(97 + number)}`

describe('custom fields', () => {
  test('are declared for good, with who may read and write them, and the audit says who did it', async () => {
    app = await world.app()
    expect(await declare('user', 'Colour')).toEqual({
      customFields: [{ level: 'user', key: 'Colour', readableBy: 'everyone', writableBy: 'app', declaredAt: world.now().toISOString() }],
    })
    const rights = { sdkAppId: app.sdkAppId, level: 'user', key: 'Colour', writableBy: 'everyone' } as const
    expect((await app.owner.call('customField.setRights', rights)).customFields).toMatchObject([
      { key: 'Colour', readableBy: 'everyone', writableBy: 'everyone' },
    ])
    await app.owner.call('customField.setRights', rights)
    expect(await told()).toEqual([
      [
        'customField.rightsSet',
        [{ field: 'Custom field Colour', before: 'read by everyone, written by app', after: 'read by everyone, written by everyone' }],
      ],
      ['customField.added', [{ field: 'Custom field Colour', before: null, after: 'user field Colour, read by everyone, written by app' }]],
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
    expect(await told()).toHaveLength(4)
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

describe('custom fields of groups and members', () => {
  const work = { type: 'Work', readableBy: 'member', writableBy: 'owner' } as const
  const meeting = { type: 'Meeting', readableBy: 'admin', writableBy: 'app' } as const
  const no = { selfReads: false, selfWrites: false }

  test('are for the types of groups named, each with its rights, to which more are added', async () => {
    app = await world.app()
    const { sdkAppId } = app
    const which = { sdkAppId, level: 'member', key: 'rank' } as const
    await app.owner.call('customField.add', { ...which, groupTypes: [{ ...work, selfReads: true }] })
    const more = { ...which, groupTypes: [meeting, { ...work, selfWrites: true }] }
    expect((await app.owner.call('customField.setRights', more)).customFields).toMatchObject([
      {
        key: 'rank',
        groupTypes: [
          { ...work, selfReads: false, selfWrites: true },
          { ...meeting, ...no },
        ],
      },
    ])
    const after = 'in Work read by member, written by owner or oneself; in Meeting read by admin, written by app'
    const first = 'in Work read by member or oneself, written by owner'
    expect(await told()).toEqual([
      ['customField.rightsSet', [{ field: 'Custom field rank', before: first, after }]],
      ['customField.added', [{ field: 'Custom field rank', before: null, after: `member field rank, ${first}` }]],
    ])
  })

  test('are for every type where none is named: all five of groups, four of members', async () => {
    app = await world.app()
    const typesOf = async (level: 'group' | 'member', key: string) =>
      (await declare(level, key)).customFields.flatMap((field) =>
        field.key === key && 'groupTypes' in field ? field.groupTypes.map(({ type }) => type) : [],
      )
    expect(await typesOf('group', 'colour')).toEqual(['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community'])
    expect(await typesOf('member', 'rank')).toEqual(['Work', 'Public', 'Meeting', 'Community'])
    const rights = { sdkAppId: app.sdkAppId, level: 'group', key: 'colour', writableBy: 'admin' } as const
    const { customFields } = await app.owner.call('customField.setRights', rights)
    expect(customFields[0]).toMatchObject({ groupTypes: Array(5).fill({ readableBy: 'everyone', writableBy: 'admin' }) })
  })

  test.each([
    ['a type twice', 'group', [work, { ...work, readableBy: 'app' }]],
    ['an audio-video group for members', 'member', [{ ...work, type: 'AVChatRoom' }]],
    ['rights of oneself for a group', 'group', [{ ...work, selfWrites: true }]],
    ['types for users', 'user', [work]],
  ] as const)('refuse %s', async (_, level, groupTypes) => {
    app = await world.app()
    const wanted = { sdkAppId: app.sdkAppId, level, key: 'colour', groupTypes: [...groupTypes] }
    expect((await app.owner.refused('customField.add', wanted)).code).toBe('custom_field_types_invalid')
    await declare(level, 'colour')
    expect((await app.owner.refused('customField.setRights', wanted)).code).toBe('custom_field_types_invalid')
  })
})
