import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageAfter } from '../../../src/im/contacts/paging.ts'
import { ok, start } from './contacts-driver.ts'
import { app, openContacts, world } from './contacts-world.ts'

const { call, everything, names, sayToGroup, sayTo } = openContacts({ edition: 'pro' })

describe('get_list', () => {
  test('shows conversations with users and groups, newest first, with everything that is documented', async () => {
    await app.importUsers(['ann', 'ben', 'cy'])
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
    await sayTo('ann', 'ben')
    await sayTo('ann', 'ben')
    const first = world.unix()
    await world.moveBy(5)
    await sayToGroup(GroupId)
    await world.moveBy(5)
    await sayTo('cy', 'ann')

    expect(await call('get_list', { From_Account: 'ann', ...start })).toEqual({
      ...ok,
      SessionItem: [
        { Type: 1, To_Account: 'cy', MsgTime: world.unix(), TopFlag: 0, UnreadMsgCount: 0 },
        { Type: 2, GroupId, MsgTime: world.unix() - 5, TopFlag: 0, UnreadMsgCount: expect.any(Number) },
        { Type: 1, To_Account: 'ben', MsgTime: first, TopFlag: 0, UnreadMsgCount: 2 },
      ],
      CompleteFlag: 1,
      TimeStamp: first,
      StartIndex: 0,
      TopTimeStamp: 0,
      TopStartIndex: 0,
    })
    expect(await names('cy')).toEqual(['ann'])
  })

  test('shows a group when something is said in it, but nothing that leaves lists as they are', async () => {
    await app.importUsers(['eve'])
    const quiet = await app.createGroup({ Owner_Account: 'eve' })
    const live = await app.createGroup({ Owner_Account: 'eve', Type: 'AVChatRoom' })
    await sayToGroup(live)
    await sayToGroup(quiet, { SendMsgControl: ['NoLastMsg'] })
    await sayToGroup(quiet, { OnlineOnlyFlag: 1 })
    expect(await names('eve')).toEqual([])
    await sayToGroup(quiet)
    expect(await names('eve')).toEqual([quiet])
    await app.ok('group_open_http_svc/destroy_group', { GroupId: quiet })
    expect(await names('eve')).toEqual([])
  })

  test('pages of 100 that share one second end, and show each conversation once', async () => {
    const big = await world.busyApp({ edition: 'ultimate', name: 'Big', users: ['hub'] })
    const groups: string[] = []
    for (let index = 0; index < 230; index++) groups.push(await big.createGroup({ Owner_Account: 'hub' }))
    await Promise.all(groups.map((GroupId) => sayToGroup(GroupId, {}, big)))
    const { pages, items, end } = await everything('hub', big)
    expect(pages.map(({ SessionItem }) => SessionItem.length)).toEqual([100, 100, 30])
    expect(new Set(items.map(({ GroupId }) => GroupId))).toEqual(new Set(groups))
    expect(items).toHaveLength(230)
    // A client that asks until nothing comes stops as well.
    const past = await call('get_list', { From_Account: 'hub', ...end }, big)
    expect(past).toMatchObject({ SessionItem: [], CompleteFlag: 1, TimeStamp: end.TimeStamp, StartIndex: end.StartIndex })
  })

  test('shows as many as the plan allows: the newest 100 on Pro', async () => {
    await app.importUsers(['busy'])
    const groups: string[] = []
    for (let index = 0; index < 101; index++) groups.push(await app.createGroup({ Owner_Account: 'busy' }))
    await sayToGroup(groups[0]!)
    await world.moveBy(1)
    for (const GroupId of groups.slice(1)) await sayToGroup(GroupId)
    const { pages, items } = await everything('busy')
    expect(pages).toHaveLength(1)
    expect(items).toHaveLength(100)
    expect(items.map(({ GroupId }) => GroupId)).not.toContain(groups[0])
  })

  test('counts what is unread: of a user what that user said, of a group everything but in Meeting groups, from the read position on', async () => {
    await app.importUsers(['nan', 'olf'])
    const Public = await app.createGroup({ Owner_Account: 'nan' })
    const Meeting = await app.createGroup({ Owner_Account: 'nan', Type: 'Meeting' })
    for (const GroupId of [Public, Meeting, Public]) await sayToGroup(GroupId)
    await sayTo('nan', 'olf')
    await sayTo('nan', 'olf', { SendMsgControl: ['NoUnread'] })
    await sayTo('olf', 'nan')
    const unread = async () => {
      const items: { To_Account?: string; GroupId?: string; UnreadMsgCount: number }[] = (await everything('nan')).items
      return Object.fromEntries(items.map(({ To_Account, GroupId, UnreadMsgCount }) => [To_Account ?? GroupId, UnreadMsgCount]))
    }
    expect(await unread()).toEqual({ [Public]: 2, [Meeting]: 0, olf: 1 })
    await app.ok('group_open_http_svc/set_unread_msg_num', { GroupId: Public, Member_Account: 'nan', UnreadMsgNum: 1 })
    await app.ok('openim/admin_set_msg_read', { Report_Account: 'nan', Peer_Account: 'olf' })
    expect(await unread()).toEqual({ [Public]: 1, [Meeting]: 0, olf: 0 })
    await sayTo('nan', 'olf')
    await call('delete', { From_Account: 'nan', Type: 2, ToGroupid: Public, ClearRamble: 1 })
    await sayToGroup(Public)
    expect(await unread()).toEqual({ [Public]: 1, [Meeting]: 0, olf: 1 })
  })

  test('hides communities while the plan has none', async () => {
    const falling = await world.app({ edition: 'ultimate', name: 'Falling' })
    await falling.importUsers(['ann'])
    const community = await falling.createGroup({ Type: 'Community', Owner_Account: 'ann' })
    const group = await falling.createGroup({ Owner_Account: 'ann' })
    await sayToGroup(group, {}, falling)
    await world.moveBy(1)
    await sayToGroup(community, {}, falling)
    expect(await names('ann', falling)).toEqual([community, group])
    await falling.modify({ edition: 'pro' })
    expect(await names('ann', falling)).toEqual([group])
  })

  test('forgets a conversation when its last message is past the storage period', async () => {
    await app.importUsers(['gil', 'hal'])
    await sayTo('gil', 'hal')
    await world.moveBy(7 * 86_400 - 1)
    expect(await names('gil')).toEqual(['hal'])
    await world.moveBy(1)
    expect(await names('gil')).toEqual([])
  })

  test('refuses an unknown account (50001), wrong positions (50002) and UserIDs that are no text (60015)', async () => {
    expect((await call('get_list', { From_Account: 'zed', ...start })).ErrorCode).toBe(50001)
    expect((await call('get_list', { ...start })).ErrorCode).toBe(50002)
    expect((await call('get_list', { From_Account: 'ann', ...start, TimeStamp: -1 })).ErrorCode).toBe(50002)
    expect((await call('get_list', { From_Account: 'ann', ...start, StartIndex: '0' })).ErrorCode).toBe(50002)
    expect((await call('get_list', { From_Account: 7, ...start })).ErrorCode).toBe(60015)
  })

  test('is quick for a user in 3,000 groups: every conversation is looked up by its key', async () => {
    const large = await world.app({ edition: 'ultimate', groupsPerUser: 3000, name: 'Large' })
    await large.importUsers(['ann'])
    await world.sql`
      insert into groups (app_id, id, type, name, created_at, created_day, info_changed_at, apply_join_option, invite_join_option, member_count)
      select ${large.sdkAppId}, 'g' || n, 'Public', 'x', ${world.now()}, '2022-11-10', ${world.now()}, 'FreeAccess', 'FreeAccess', 1
      from generate_series(1, 3000) as n`
    await world.sql`
      insert into group_members (app_id, group_id, user_id, joined_at)
      select ${large.sdkAppId}, 'g' || n, 'ann', ${world.now()} from generate_series(1, 3000) as n`
    await world.sql`
      insert into conversations (app_id, key, keeps_messages, last_sequence, last_at, listed_at)
      select ${large.sdkAppId}, 'g' || n, true, 1, ${world.now()}::timestamptz - n * interval '1 second', ${world.now()}::timestamptz - n * interval '1 second'
      from generate_series(1, 3000) as n`
    const { pages, items } = await everything('ann', large)
    expect(pages).toHaveLength(5)
    expect(items.map(({ GroupId }) => GroupId)).toEqual(Array.from({ length: 500 }, (_, index) => `g${index + 1}`))
  })
})

describe('pages', () => {
  const moments = fc.array(
    fc.integer({ min: 1, max: 8 }).map((tenths) => new Date(1_668_000_000_000 + tenths * 500)),
    { maxLength: 450 },
  )

  test('whatever the times are, they end and show each conversation once, in order', () => {
    fc.assert(
      fc.property(moments, (times) => {
        const listed = times.toSorted((a, b) => b.getTime() - a.getTime()).map((lastAt, name) => ({ name, lastAt }))
        expect(read(listed, () => {})).toEqual(listed.map(({ name }) => name))
      }),
    )
  })

  test('what comes in front while a client reads leaves nothing out and shows nothing twice', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 30 }), (times, more) => {
        const listed = times.toSorted((a, b) => b.getTime() - a.getTime()).map((lastAt, name) => ({ name, lastAt }))
        const before = listed.map(({ name }) => name)
        const newest = listed[0]?.lastAt ?? new Date(0)
        const seen = read(listed, () =>
          listed.unshift(...Array.from({ length: more }, (_, index) => ({ name: -1 - index, lastAt: newest }))),
        )
        expect(seen).toEqual(before)
      }),
    )
  })

  function read(listed: { name: number; lastAt: Date }[], meanwhile: () => void): number[] {
    const seen: number[] = []
    for (let after: Parameters<typeof pageAfter>[1]; ; ) {
      const { page, complete, next } = pageAfter(listed, after)
      seen.push(...page.map(({ name }) => name))
      if (complete) return seen
      after = next
      meanwhile()
    }
  }
})
