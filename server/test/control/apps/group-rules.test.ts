import { afterAll, beforeAll, expect, test } from 'vitest'
import { startWorld, type World } from '../../world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const off = { carriedFields: { group: [], member: [] }, typeChanges: false, offlineMembers: null, idleGroups: null }

test('the operator sets rules for the groups of an app; what is different is recorded, and the owner may not', async () => {
  const { sdkAppId, owner } = await world.app()
  const { operator } = world
  expect(await operator.call('groupRule.get', { sdkAppId })).toEqual({ app: { sdkAppId, name: 'Lumen Live' }, rules: off })
  const offlineMembers = { types: ['Community', 'Meeting', 'Meeting'] as ('Community' | 'Meeting')[], days: 30 }
  const { rules } = await operator.call('groupRule.set', { sdkAppId, rules: { typeChanges: true, offlineMembers } })
  expect(rules).toEqual({ ...off, typeChanges: true, offlineMembers: { types: ['Meeting', 'Community'], days: 30 } })
  const carriedFields = { group: ['color', 'color'], member: ['rank'] }
  await operator.call('groupRule.set', {
    sdkAppId,
    rules: { carriedFields, idleGroups: { types: ['Work'], days: 1 }, offlineMembers: null },
  })
  await operator.call('groupRule.set', { sdkAppId, rules: { typeChanges: true } })
  expect((await operator.call('groupRule.get', { sdkAppId })).rules).toEqual({
    ...{ carriedFields: { group: ['color'], member: ['rank'] }, typeChanges: true, offlineMembers: null },
    idleGroups: { types: ['Work'], days: 1 },
  })

  const { entries } = await owner.call('audit.list', { sdkAppId, category: 'settings' })
  expect(entries.filter(({ action }) => action === 'app.groupRulesSet').map(({ changes }) => changes)).toEqual([
    [
      { field: 'Custom fields carried in group messages, of the group', before: 'none', after: 'color' },
      { field: 'Custom fields carried in group messages, of the sender', before: 'none', after: 'rank' },
      { field: 'Periodic removal of offline members', before: 'after 30 days, Meeting, Community', after: 'off' },
      { field: 'Automatic reclaiming of idle groups', before: 'off', after: 'after 1 day, Work' },
    ],
    [
      { field: 'Changes to a group type', before: 'off', after: 'allowed' },
      { field: 'Periodic removal of offline members', before: 'off', after: 'after 30 days, Meeting, Community' },
    ],
  ])
  expect((await owner.refused('groupRule.get', { sdkAppId })).code).toBe('not_allowed')
  expect((await owner.refused('groupRule.set', { sdkAppId, rules: { typeChanges: false } })).code).toBe('not_allowed')
})

test.each([
  ['no day', { idleGroups: { types: ['Work'], days: 0 } }],
  ['more than a year', { idleGroups: { types: ['Work'], days: 366 } }],
  ['no type', { offlineMembers: { types: [], days: 3 } }],
  ['an audio-video group', { offlineMembers: { types: ['AVChatRoom'], days: 3 } }],
  ['a community that is reclaimed', { idleGroups: { types: ['Community'], days: 3 } }],
  ['a field that cannot be one', { carriedFields: { group: ['1st'], member: [] } }],
  ['too many fields', { carriedFields: { group: [], member: ['a', 'b', 'c', 'd', 'e', 'f'] } }],
])('%s is refused', async (_, rules) => {
  const { sdkAppId } = await world.app()
  expect((await world.operator.refused('groupRule.set', { sdkAppId, rules: rules as never })).code).toBe('bad_input')
})
