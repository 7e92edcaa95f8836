import { describe, expect, test } from 'vitest'
import { ben, cy, ok, withGroup, withUser } from './contacts-driver.ts'
import { app, openContacts, world } from './contacts-world.ts'

const { call, newUser, mark, all, find } = openContacts({ edition: 'ultimate', users: ['ben', 'cy'] })
const create = (From_Account: string, GroupName: string, ContactItem: object[] = [ben], of = app) =>
  call('create_contact_group', { From_Account, GroupContactItem: [{ GroupName, ContactItem }] }, of)
const change = (From_Account: string, OldGroupName: string, ContactOptType: 1 | 2, ContactItem: object) =>
  call('update_contact_group', {
    From_Account,
    UpdateType: 1,
    UpdateGroup: { UpdateGroupType: 2, OldGroupName, ContactUpdateItem: [{ ContactOptType, ContactItem }] },
  })
const rename = (From_Account: string, OldGroupName: string, NewGroupName: string) =>
  call('update_contact_group', { From_Account, UpdateType: 1, UpdateGroup: { UpdateGroupType: 1, OldGroupName, NewGroupName } })

describe('groups of conversations', () => {
  test('are created with conversations in them, and say of each whether it got in', async () => {
    const ann = await newUser()
    const group = withGroup(await app.createGroup())
    expect(await create(ann, 'Garden', [ben, group, withUser('zed'), withGroup('nope'), ben])).toEqual({
      ...ok,
      GroupResultItem: [
        {
          GroupItem: { GroupName: 'Garden', GroupId: 1 },
          ResultItem: [
            { ContactItem: ben, ResultCode: 0, ResultInfo: '' },
            { ContactItem: group, ResultCode: 0, ResultInfo: '' },
            { ContactItem: withUser('zed'), ResultCode: 50001, ResultInfo: 'The account zed does not exist.' },
            { ContactItem: withGroup('nope'), ResultCode: 51007, ResultInfo: 'There is no group of this ID.' },
            { ContactItem: ben, ResultCode: 0, ResultInfo: '' },
          ],
        },
      ],
    })
    expect(await all(ann)).toEqual({
      ...ok,
      ContactItem: [
        { ...ben, StandardMark: '0', CustomMark: '', ContactGroupId: [1], Timestamp: world.unix() },
        { ...group, StandardMark: '0', CustomMark: '', ContactGroupId: [1], Timestamp: world.unix() },
      ],
      GroupItem: [{ GroupName: 'Garden', GroupId: 1 }],
      CompleteFlag: 1,
      NextStartIndex: 0,
    })
  })

  test('take conversations in and let them go; a conversation may be in several', async () => {
    const ann = await newUser()
    await create(ann, 'Garden')
    await create(ann, 'Work', [cy])
    expect(await change(ann, 'Work', 1, ben)).toEqual({
      ...ok,
      UpdateType: 1,
      UpdateGroupResult: {
        UpdateGroupType: 2,
        GroupName: 'Work',
        OldGroupName: 'Work',
        GroupId: 2,
        ContactResultItem: [{ ContactOptType: 1, ContactItem: ben, ResultCode: 0, ResultInfo: '' }],
      },
    })
    expect((await find(ann, [ben])).ContactResultItem[0].ContactGroupId).toEqual([1, 2])
    expect((await change(ann, 'Work', 2, cy)).ErrorCode).toBe(0)
    expect((await change(ann, 'Work', 2, cy)).ErrorCode).toBe(0)
    expect((await all(ann)).ContactItem).toMatchObject([ben])
    expect((await change(ann, 'Work', 1, withUser('zed'))).ErrorCode).toBe(50001)
    expect((await change(ann, 'Work', 1, withGroup('nope'))).ErrorCode).toBe(51007)
    const outAndIn = [2, 1].map((ContactOptType) => ({ ContactOptType, ContactItem: withUser('zed') }))
    const UpdateGroup = { UpdateGroupType: 2, OldGroupName: 'Work', ContactUpdateItem: outAndIn }
    const { UpdateGroupResult } = await call('update_contact_group', { From_Account: ann, UpdateGroup })
    expect(UpdateGroupResult.ContactResultItem).toMatchObject([
      { ContactOptType: 2, ResultCode: 0 },
      { ContactOptType: 1, ResultCode: 50001 },
    ])
    expect((await all(ann)).ContactItem).toHaveLength(1)
  })

  test('are renamed and keep their number and conversations', async () => {
    const ann = await newUser()
    await create(ann, 'Garden')
    await create(ann, 'Work')
    expect(await rename(ann, 'Garden', 'Roses')).toEqual({
      ...ok,
      UpdateType: 1,
      UpdateGroupResult: { UpdateGroupType: 1, GroupName: 'Roses', OldGroupName: 'Garden', GroupId: 1, ContactResultItem: [] },
    })
    expect((await rename(ann, 'Roses', 'Roses')).ErrorCode).toBe(0)
    expect((await rename(ann, 'Roses', 'Work')).ErrorCode).toBe(50002)
    expect((await rename(ann, 'Garden', 'x')).ErrorCode).toBe(51009)
    expect((await rename(ann, 'Roses', '字'.repeat(11))).ErrorCode).toBe(51011)
    expect((await all(ann)).GroupItem).toEqual([
      { GroupName: 'Roses', GroupId: 1 },
      { GroupName: 'Work', GroupId: 2 },
    ])
    expect((await find(ann, [ben])).ContactResultItem[0].ContactGroupId).toEqual([1, 2])
  })

  test('are deleted; conversations stay in other groups and keep their marks', async () => {
    const ann = await newUser()
    await create(ann, 'Garden', [ben, cy])
    await create(ann, 'Work', [ben])
    expect(await call('del_contact_group', { From_Account: ann, GroupName: ['Garden'] })).toEqual({
      ...ok,
      GroupItem: [{ GroupName: 'Garden', GroupId: 1 }],
    })
    const left = await all(ann)
    expect(left.ContactItem).toMatchObject([{ ...ben, ContactGroupId: [2] }])
    expect(left.GroupItem).toEqual([{ GroupName: 'Work', GroupId: 2 }])
    expect((await call('del_contact_group', { From_Account: ann, GroupName: ['Garden'] })).ErrorCode).toBe(51009)
  })

  test('are at most 20 of a user, with names of up to 32 bytes, each once, also when they are created at once', async () => {
    const ann = await newUser()
    const answers = await Promise.all(Array.from({ length: 25 }, (_, index) => create(ann, `Group ${index}`)))
    expect(answers.map(({ ErrorCode }) => ErrorCode).toSorted((a, b) => a - b)).toEqual([...Array(20).fill(0), ...Array(5).fill(51010)])
    const { GroupItem } = await all(ann)
    expect(GroupItem.map(({ GroupId }: { GroupId: number }) => GroupId)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    await call('del_contact_group', { From_Account: ann, GroupName: [GroupItem[0].GroupName] })
    const same = await Promise.all(Array.from({ length: 4 }, () => create(ann, 'Same')))
    expect(same.map(({ ErrorCode }) => ErrorCode).toSorted((a, b) => a - b)).toEqual([0, 50002, 50002, 50002])

    const dan = await newUser()
    expect((await create(dan, 'x'.repeat(33))).ErrorCode).toBe(51011)
    expect((await create(dan, 'x'.repeat(32))).ErrorCode).toBe(0)
    expect((await create(dan, '')).ErrorCode).toBe(50002)
  })

  test('with characters that are none in their name have those replaced, also when they are named', async () => {
    const ann = await newUser()
    expect((await create(ann, 'a\ud800')).GroupResultItem[0].GroupItem.GroupName).toBe('a\ufffd')
    expect((await create(ann, 'a\udc00')).ErrorCode).toBe(50002)
    expect((await rename(ann, 'a\ud800', 'b\ud800')).UpdateGroupResult).toMatchObject({ OldGroupName: 'a\ufffd', GroupName: 'b\ufffd' })
    expect((await mark(ann, { OptType: 2, ContactItem: ben, CustomMark: '\ud800' })).ErrorCode).toBe(0)
    expect((await find(ann, [ben])).ContactResultItem[0].CustomMark).toBe('\ufffd')
    expect((await call('del_contact_group', { From_Account: ann, GroupName: ['b\ud800'] })).ErrorCode).toBe(0)
  })

  test('a group takes 1,000 conversations', async () => {
    const ann = await newUser()
    await create(ann, 'Full')
    await world.sql`
      insert into marked_contacts (app_id, user_id, number, peer_id, contact_group_ids, changed_at)
      select ${app.sdkAppId}, ${ann}, n + 1, 'somebody' || n, '{1}', ${world.now()} from generate_series(1, 999) as n`
    expect((await change(ann, 'Full', 1, cy)).ErrorCode).toBe(51008)
    expect((await change(ann, 'Full', 1, ben)).ErrorCode).toBe(0)
    expect((await change(ann, 'Full', 2, ben)).ErrorCode).toBe(0)
    expect((await change(ann, 'Full', 1, cy)).ErrorCode).toBe(0)
    expect((await create(ann, 'Next', [ben])).GroupResultItem[0].ResultItem).toMatchObject([{ ResultCode: 0 }])
  })

  test('take 1 to 100 conversations a call (51006), and one group', async () => {
    const ann = await newUser()
    await create(ann, 'Garden')
    const many = (count: number) => Array.from({ length: count }, () => ben)
    expect((await create(ann, 'Work', [])).ErrorCode).toBe(51006)
    expect((await create(ann, 'Work', many(101))).ErrorCode).toBe(51006)
    expect((await create(ann, 'Work', many(100))).ErrorCode).toBe(0)
    const update = (contacts: object[]) =>
      call('update_contact_group', {
        From_Account: ann,
        UpdateGroup: {
          UpdateGroupType: 2,
          OldGroupName: 'Garden',
          ContactUpdateItem: contacts.map((ContactItem) => ({ ContactOptType: 1, ContactItem })),
        },
      })
    expect((await update([])).ErrorCode).toBe(51006)
    expect((await update(many(101))).ErrorCode).toBe(51006)
    expect((await update(many(100))).ErrorCode).toBe(0)
    const two = ['a', 'b'].map((GroupName) => ({ GroupName, ContactItem: [ben] }))
    for (const GroupContactItem of [two, []]) {
      expect((await call('create_contact_group', { From_Account: ann, GroupContactItem })).ErrorCode).toBe(50002)
    }
    expect((await call('del_contact_group', { From_Account: ann, GroupName: ['Garden', 'Work'] })).ErrorCode).toBe(50002)
  })

  test('refuse unknown accounts (50001), unknown groups (51009) and wrong fields (50002)', async () => {
    const ann = await newUser()
    expect((await create('zed', 'Garden')).ErrorCode).toBe(50001)
    expect((await call('del_contact_group', { From_Account: 'zed', GroupName: ['x'] })).ErrorCode).toBe(50001)
    expect((await change(ann, 'Garden', 1, ben)).ErrorCode).toBe(51009)
    for (const contact of [{ Type: 1 }, { Type: 2, To_Account: 'ben' }, { Type: 3, To_Account: 'ben' }, { To_Account: 'ben' }, 'ben']) {
      expect((await create(ann, 'Garden', [contact as object])).ErrorCode).toBe(50002)
    }
    expect((await change(ann, 'Garden', 3 as 1, ben)).ErrorCode).toBe(50002)
    expect((await all(ann)).GroupItem).toEqual([])
  })
})

describe('search_contact_group', () => {
  test('answers in the order asked, with the groups that are named', async () => {
    const ann = await newUser()
    await create(ann, 'Garden')
    await create(ann, 'Work', [cy])
    await mark(ann, { OptType: 1, ContactItem: cy, SetMark: [4] })
    expect(await find(ann, [withGroup('nope'), cy])).toEqual({
      ...ok,
      ContactResultItem: [
        { ...withGroup('nope'), StandardMark: '0', CustomMark: '', ContactGroupId: [], Timestamp: 0 },
        { ...cy, StandardMark: '10000', CustomMark: '', ContactGroupId: [2], Timestamp: world.unix() },
      ],
      GroupItem: [{ GroupName: 'Work', GroupId: 2 }],
    })
  })

  test('takes 1 to 300 conversations (51006)', async () => {
    const ann = await newUser()
    expect((await find(ann, [])).ErrorCode).toBe(51006)
    expect((await find(ann, Array(301).fill(ben))).ErrorCode).toBe(51006)
    expect((await find(ann, Array(300).fill(ben))).ContactResultItem).toHaveLength(300)
    expect((await find('zed', [ben])).ErrorCode).toBe(50001)
  })
})

describe('get_contact_group', () => {
  test('pages end and show each conversation once, also when some go meanwhile', async () => {
    const ann = await newUser()
    const peers = Array.from({ length: 250 }, (_, index) => `friend${index}`)
    await app.importUsers(peers)
    for (let at = 0; at < 250; at += 100) {
      const MarkItem = peers.slice(at, at + 100).map((userId) => ({ OptType: 2, ContactItem: withUser(userId), CustomMark: 'x' }))
      await call('mark_contact', { From_Account: ann, MarkItem })
    }
    const seen: string[] = []
    for (let StartIndex = 0, complete = 0; !complete; ) {
      const page = await call('get_contact_group', { From_Account: ann, StartIndex })
      seen.push(...page.ContactItem.map(({ To_Account }: { To_Account: string }) => To_Account))
      await mark(ann, { OptType: 2, ContactItem: withUser(seen[0]!), CustomMark: '' })
      StartIndex = page.NextStartIndex
      complete = page.CompleteFlag
    }
    expect(seen).toEqual(peers)
    expect((await all('zed')).ErrorCode).toBe(50001)
    expect((await call('get_contact_group', { From_Account: ann, StartIndex: -1 })).ErrorCode).toBe(50002)
  })
})

describe('on other plans', () => {
  test.each(['free', 'pro'] as const)('%s has custom marks, but neither groups nor standard marks (51013)', async (edition) => {
    const small = await world.app({ edition })
    await small.importUsers(['ann', 'ben'])
    expect((await create('ann', 'Garden', [ben], small)).ErrorCode).toBe(51013)
    expect((await call('del_contact_group', { From_Account: 'ann', GroupName: ['x'] }, small)).ErrorCode).toBe(51013)
    const UpdateGroup = { UpdateGroupType: 1, OldGroupName: 'x', NewGroupName: 'y' }
    expect((await call('update_contact_group', { From_Account: 'ann', UpdateGroup }, small)).ErrorCode).toBe(51013)
    for (const OptType of [1, 3]) {
      expect((await mark('ann', { OptType, ContactItem: ben, SetMark: [1], CustomMark: 'x' }, small)).ErrorCode).toBe(51013)
    }
    expect((await mark('ann', { OptType: 2, ContactItem: ben, CustomMark: 'mine' }, small)).ErrorCode).toBe(0)
    expect((await all('ann', small)).ContactItem).toMatchObject([{ ...ben, StandardMark: '0', CustomMark: 'mine', ContactGroupId: [] }])
  })

  test('what was made on Ultimate is kept and hidden, and is back on return', async () => {
    const falling = await world.app({ edition: 'ultimate' })
    await falling.importUsers(['ann', 'ben', 'cy'])
    await create('ann', 'Garden', [ben], falling)
    await mark('ann', { OptType: 3, ContactItem: ben, SetMark: [1], CustomMark: 'mine' }, falling)
    await mark('ann', { OptType: 1, ContactItem: cy, SetMark: [2] }, falling)
    const before = await all('ann', falling)
    expect(before.ContactItem).toHaveLength(2)

    await falling.modify({ edition: 'pro' })
    const hidden = await all('ann', falling)
    expect(hidden).toMatchObject({ GroupItem: [], ContactItem: [{ ...ben, StandardMark: '0', CustomMark: 'mine', ContactGroupId: [] }] })
    expect(hidden.ContactItem).toHaveLength(1)
    expect((await find('ann', [cy], falling)).ContactResultItem[0]).toMatchObject({ StandardMark: '0', Timestamp: 0 })
    await mark('ann', { OptType: 2, ContactItem: ben, CustomMark: 'changed' }, falling)

    await world.operator.call('plan.resetAllowance', { sdkAppId: falling.sdkAppId })
    await falling.modify({ edition: 'ultimate' })
    const after = await all('ann', falling)
    expect(after.ContactItem).toMatchObject([{ ...before.ContactItem[0], CustomMark: 'changed' }, before.ContactItem[1]])
    expect(after.GroupItem).toEqual(before.GroupItem)
  })
})

describe('rows', () => {
  test('go with the account that made them, with the account and the group they name, and are never another app’s', async () => {
    const free = await world.app()
    await free.importUsers(['ann', 'ben', 'cy'])
    const group = withGroup(await free.createGroup({ GroupId: 'ben' }))
    for (const contact of [ben, cy, group]) await mark('ann', { OptType: 2, ContactItem: contact, CustomMark: 'x' }, free)
    await mark('cy', { OptType: 2, ContactItem: withUser('ann'), CustomMark: 'x' }, free)
    const other = await world.app()
    await other.importUsers(['ann', 'ben'])
    await mark('ann', { OptType: 2, ContactItem: ben, CustomMark: 'theirs' }, other)

    await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
    expect((await all('ann', free)).ContactItem).toMatchObject([cy, group])
    await free.ok('group_open_http_svc/destroy_group', { GroupId: 'ben' })
    expect((await all('ann', free)).ContactItem).toMatchObject([cy])
    await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ann' }] })
    await free.importUsers(['ann'])
    expect((await all('ann', free)).ContactItem).toEqual([])
    expect((await all('cy', free)).ContactItem).toEqual([])
    expect((await all('ann', other)).ContactItem).toMatchObject([{ ...ben, CustomMark: 'theirs' }])
  })

  test('name nobody who is gone, whoever was faster', async () => {
    const free = await world.busyApp()
    const peers = Array.from({ length: 12 }, (_, index) => `peer${index}`)
    await free.importUsers(['ann', ...peers])
    const groups = await Promise.all(peers.map((userId) => free.createGroup({ GroupId: userId })))
    const contacts = [...peers.map(withUser), ...groups.map(withGroup)]
    await Promise.all([
      ...contacts.map((contact) => mark('ann', { OptType: 2, ContactItem: contact, CustomMark: 'x' }, free)),
      ...peers.map((UserID) => free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID }] })),
      ...groups.map((GroupId) => free.ok('group_open_http_svc/destroy_group', { GroupId })),
    ])
    expect((await all('ann', free)).ContactItem).toEqual([])
  })
})
