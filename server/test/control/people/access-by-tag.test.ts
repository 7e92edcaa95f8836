import type { Grant } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client, Refused } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'
import { join, makeKey } from './people-driver.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const live = { key: 'team', value: 'live' }
const games = { key: 'team', value: 'games' }
const stage = { key: 'stage', value: '' }
const byLive = { tags: [live] }

const create = async (owner: Client, name: string, tags = [live]) => (await owner.call('app.create', { name, tags })).sdkAppId
const setTags = (client: Client, sdkAppId: number, ...tags: { key: string; value: string }[]) =>
  client.call('app.setTags', { sdkAppId, tags })
const namesFor = async (client: Client, search = '') => {
  const { apps, count } = await client.call('app.list', { search, order: 'name' })
  if (search === '') expect(count).toBe(apps.length)
  return apps.map(({ name }) => name)
}

describe('someone limited to apps with a tag', () => {
  test('sees them from the request after the tag is set to the one after it is taken away, as a person and by a key', async () => {
    const owner = await world.signUp()
    const [first, second] = [await create(owner, 'First'), await create(owner, 'Second', [])]
    const stranger = await world.signUp()
    const foreign = await create(stranger, 'Foreign')
    const { client: person } = await join(owner, { role: 'administrator', scope: byLive, grants: ['plan', 'key'] })
    const { client: key, apiKey } = await makeKey(owner, { role: 'developer', scope: byLive })
    expect(apiKey.scope).toEqual(byLive)
    expect((await person.call('session.get', {})).scope).toEqual(byLive)

    for (const client of [person, key]) {
      expect(await namesFor(client)).toEqual(['First'])
      expect(await namesFor(client, 'second')).toEqual([])
      await client.call('app.update', { sdkAppId: first, introduction: 'Seen by tag' })
      for (const hidden of [second, foreign]) expect((await client.refused('app.get', { sdkAppId: hidden })).code).toBe('not_found')
      expect((await client.refused('app.create', { name: 'Third', tags: [live] })).code).toBe('not_allowed')
      expect((await client.refused('bill.list', {})).code).toBe('not_allowed')
    }

    await setTags(owner, second, stage, live)
    for (const client of [person, key]) {
      expect(await namesFor(client)).toEqual(['First', 'Second'])
    }
    await setTags(owner, first, games)
    await setTags(owner, second, stage)
    for (const client of [person, key]) {
      expect(await namesFor(client)).toEqual([])
      expect((await client.refused('app.update', { sdkAppId: first, name: 'Still there' })).code).toBe('not_found')
      expect((await client.refused('app.get', { sdkAppId: second })).code).toBe('not_found')
      expect((await client.refused('audit.list', { sdkAppId: first })).code).toBe('not_found')
    }
  })

  test('any of several tags is enough', async () => {
    const owner = await world.signUp()
    for (const [name, tags] of [
      ['A', [games]],
      ['B', [stage, live]],
      ['C', [{ key: 'stage', value: 'x' }]],
    ] as const)
      await create(owner, name, [...tags])
    const { client } = await join(owner, { scope: { tags: [games, stage] } })
    expect(await namesFor(client)).toEqual(['A', 'B'])
  })

  test('reads audit, notices and the running month of those apps alone', async () => {
    const owner = await world.signUp()
    const [shown, hidden] = [await create(owner, 'Shown'), await create(owner, 'Hidden', [games])]
    const { client } = await join(owner, { scope: byLive })
    for (const sdkAppId of [shown, hidden]) {
      await owner.call('key.reveal', { sdkAppId })
      await owner.call('plan.upgrade', {
        ...{ sdkAppId, edition: 'pro', unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200 },
        acceptNoReturn: true,
      })
    }
    const { entries } = await client.call('audit.list', {})
    expect(new Set(entries.map(({ sdkAppId }) => sdkAppId))).toEqual(new Set([shown]))
    const { notices } = await client.call('notice.list', {})
    expect(notices.map(({ kind, sdkAppId }) => [kind, sdkAppId])).toEqual([
      ['plan.upgraded', shown],
      ['key.revealed', shown],
    ])
    const expected = async (caller: Client, sdkAppId?: number) => (await caller.call('bill.estimate', { sdkAppId })).expected
    expect(await expected(client)).toEqual(await expected(owner, shown))
    await setTags(owner, shown)
    expect((await client.call('audit.list', {})).entries).toEqual([])
    expect(await client.call('notice.list', {})).toMatchObject({ notices: [], unread: 0 })
    expect((await client.refused('bill.estimate', { sdkAppId: shown })).code).toBe('not_found')
  })

  test('changes nothing any more once the tag is gone, whatever was under way', async () => {
    const owner = await world.signUp()
    const sdkAppId = await create(owner, 'Contested')
    const { client } = await join(owner, { role: 'administrator', scope: byLive })
    const name = (await client.call('session.get', {})).person!.name
    for (let round = 0; round < 6; round++) {
      await setTags(owner, sdkAppId, live)
      const tries = await Promise.allSettled([
        ...Array.from({ length: 4 }, (_, n) => client.call('app.update', { sdkAppId, name: `Renamed ${round} ${n}` })),
        setTags(owner, sdkAppId),
        ...Array.from({ length: 4 }, (_, n) => client.call('app.update', { sdkAppId, name: `Again ${round} ${n}` })),
      ])
      const refusals = tries.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Refused).code] : []))
      expect(new Set([...refusals, 'not_found'])).toEqual(new Set(['not_found']))
      // Written under the lock of the app: in the order in which it happened.
      const { entries } = await owner.call('audit.list', { sdkAppId, category: 'settings' })
      expect(entries[0]).toMatchObject({ action: 'app.tagsSet' })
      expect(entries[0]!.actor.name).not.toBe(name)
    }
  })
})

describe('limits by tag are given', () => {
  test('from the invitation on, and are in the audit', async () => {
    const owner = await world.signUp()
    const { person } = await owner.call('person.invite', { email: 'tagged@example.com', role: 'reader', scope: { tags: [live, stage] } })
    expect(person.scope).toEqual({ tags: [live, stage] })
    await owner.call('person.setRole', { personId: person.personId, role: 'reader', scope: byLive })
    const { persons } = await owner.call('person.list', {})
    expect(persons.find(({ personId }) => personId === person.personId)!.scope).toEqual(byLive)
    const { entries } = await owner.call('audit.list', { category: 'people' })
    expect(entries[0]!.changes).toEqual([{ field: 'apps', before: 'with tag team:live or stage:', after: 'with tag team:live' }])
  })

  test('by whoever has all apps or the same tags; a list holds no tag, and a tag no list', async () => {
    const owner = await world.signUp()
    const sdkAppId = await create(owner, 'Both')
    const byTag = (await join(owner, { role: 'administrator', scope: byLive })).client
    const byList = (await join(owner, { role: 'administrator', scope: [sdkAppId] })).client
    let count = 0
    const invite = (client: Client, scope: Parameters<typeof join>[1]) =>
      client.call('person.invite', { email: `given${++count}@example.com`, role: 'reader', ...scope })
    await invite(byTag, { scope: byLive })
    await makeKey(byTag, { role: 'reader', scope: byLive })
    for (const [client, scope] of [
      [byTag, { tags: [live, games] }],
      [byTag, [sdkAppId]],
      [byTag, 'all'],
      [byList, byLive],
    ] as const) {
      const wanted = { role: 'reader' as const, scope: scope as never }
      expect((await client.refused('apiKey.create', { name: 'More', ...wanted })).code).toBe('not_allowed')
      expect((await client.refused('person.invite', { email: 'more@example.com', ...wanted })).code).toBe('not_allowed')
    }
  })

  test('and end the keys that reach further', async () => {
    const owner = await world.signUp()
    const { client, personId } = await join(owner, { role: 'administrator' })
    const { client: wide } = await makeKey(client, { role: 'reader' })
    const { client: tagged } = await makeKey(client, { role: 'reader', scope: byLive })
    await owner.call('person.setRole', { personId, role: 'administrator', scope: byLive })
    expect((await wide.refused('app.list', {})).code).toBe('not_signed_in')
    expect(await namesFor(tagged)).toEqual([])
  })
})

describe('a tag that gives or takes an app', () => {
  async function scene(grants: Grant[]) {
    const owner = await world.signUp()
    const [tagged, plain] = [await create(owner, 'Tagged'), await create(owner, 'Plain', [])]
    await join(owner, { role: 'developer', scope: byLive, grants })
    return { owner, tagged, plain }
  }
  const refusal = async (client: Client, sdkAppId: number, ...tags: (typeof live)[]) => {
    const { code, details } = await client.refused('app.setTags', { sdkAppId, tags })
    return { code, details }
  }
  const byTheTag = { code: 'tag_gives_access', details: { tag: 'team:live' } }

  test('is changed by who could give all that the others have; other tags by every administrator', async () => {
    const { owner, tagged, plain } = await scene(['key'])
    const { client } = await join(owner, { role: 'administrator' })
    expect(await refusal(client, plain, live)).toEqual(byTheTag)
    expect(await refusal(client, tagged)).toEqual(byTheTag)
    expect(await refusal(client, tagged, games)).toEqual(byTheTag)
    expect((await client.refused('app.create', { name: 'New', tags: [live] })).code).toBe('tag_gives_access')
    expect((await client.call('app.list', { search: 'New' })).apps).toEqual([])
    await setTags(client, plain, games)
    await setTags(client, tagged, live, stage)
    const strong = (await join(owner, { role: 'administrator', grants: ['key'] })).client
    await setTags(strong, plain, live)
    await create(strong, 'New')
    await setTags(strong, tagged)
  })

  test('is not changed by who is limited to apps with tags, nor given to an app that they do not see', async () => {
    const { owner, tagged, plain } = await scene([])
    const { client } = await join(owner, { role: 'administrator', scope: { tags: [live, games] } })
    expect((await client.refused('app.setTags', { sdkAppId: plain, tags: [live] })).code).toBe('not_found')
    expect(await refusal(client, tagged)).toEqual(byTheTag)
    expect(await refusal(client, tagged, games)).toEqual(byTheTag)
    await setTags(client, tagged, live, stage)
    const listed = (await join(owner, { role: 'administrator', scope: [plain] })).client
    await setTags(listed, plain, live)
    expect((await listed.refused('app.setTags', { sdkAppId: tagged, tags: [] })).code).toBe('not_found')
  })

  test.each(['invitation', 'key'] as const)('counts for an open %s too, until it is gone', async (kind) => {
    const owner = await world.signUp()
    const plain = await create(owner, 'Plain', [])
    const { client } = await join(owner, { role: 'administrator' })
    const rights = { role: 'developer' as const, scope: byLive, grants: ['delete' as const] }
    if (kind === 'key') {
      const { apiKey } = await makeKey(owner, rights)
      expect(await refusal(client, plain, live)).toEqual(byTheTag)
      await owner.call('apiKey.revoke', { apiKeyId: apiKey.apiKeyId })
    } else {
      const { person } = await owner.call('person.invite', { email: 'waiting@example.com', ...rights })
      expect(await refusal(client, plain, live)).toEqual(byTheTag)
      await owner.call('person.remove', { personId: person.personId })
    }
    await setTags(client, plain, live)
  })
})
