import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
  for (const key of ['colour', 'shape']) await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level: 'group', key })
  for (const key of ['rank', 'team']) await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level: 'member', key })
})
afterAll(() => world.close())

const { call } = driveGroups(() => app)
const data = (values: Record<string, string>) => Object.entries(values).map(([Key, Value]) => ({ Key, Value }))
const infoOf = async (groupId: string, ResponseFilter?: object) =>
  (await call('get_group_info', { GroupIdList: [groupId], ...(ResponseFilter && { ResponseFilter }) })).GroupInfo[0]
const sorted = (entries: { Key: string }[]) => entries.toSorted((a, b) => (a.Key < b.Key ? -1 : 1))
const groupData = async (groupId: string) => sorted((await infoOf(groupId)).AppDefinedData)
const memberData = async (groupId: string) =>
  Object.fromEntries(
    (await infoOf(groupId)).MemberList.map((member: { Member_Account: string; AppMemberDefinedData: { Key: string }[] }) => [
      member.Member_Account,
      sorted(member.AppMemberDefinedData),
    ]),
  )
const refused = async (command: string, body: object) => (await call(command, body)).ErrorCode

describe('custom fields of groups', () => {
  test('are set at creation and import, changed one by one, and go with an empty value', async () => {
    for (const command of ['create_group', 'import_group']) {
      const { GroupId } = await call(command, { Type: 'Public', Name: 'x', AppDefinedData: data({ colour: 'red', shape: '' }) })
      expect(await groupData(GroupId)).toEqual(data({ colour: 'red' }))
      await call('modify_group_base_info', { GroupId, AppDefinedData: data({ shape: 'round' }) })
      expect(await groupData(GroupId)).toEqual(data({ colour: 'red', shape: 'round' }))
      await call('modify_group_base_info', { GroupId, Name: 'y', AppDefinedData: data({ colour: '', shape: '字 🌹' }) })
      expect(await infoOf(GroupId)).toMatchObject({ Name: 'y', InfoSeq: 2, AppDefinedData: data({ shape: '字 🌹' }) })
      await call('modify_group_base_info', { GroupId, AppDefinedData: [] })
      expect((await infoOf(GroupId)).InfoSeq).toBe(2)
    }
  })

  test('are read under their keys alone, when a filter names them', async () => {
    const GroupId = await app.createGroup({ AppDefinedData: data({ colour: 'red', shape: 'round' }) })
    expect(await infoOf(GroupId, { AppDefinedDataFilter_Group: ['shape', 'unknown'] })).toEqual({
      GroupId,
      ErrorCode: 0,
      ErrorInfo: '',
      AppDefinedData: data({ shape: 'round' }),
    })
    expect(await infoOf(GroupId, { GroupBaseInfoFilter: ['Name'] })).not.toHaveProperty('AppDefinedData')
  })

  test('are kept under any name that can be declared', async () => {
    const values = { _: '1', __proto: '2', ['__proto__']: '3', constructor: '4', my_key: '5', sixteen_letters_: '6' }
    for (const key of Object.keys(values)) await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level: 'group', key })
    const GroupId = await app.createGroup({ AppDefinedData: data(values) })
    expect(await groupData(GroupId)).toEqual(sorted(data(values)))
    await call('modify_group_base_info', { GroupId, AppDefinedData: data({ ['__proto__']: '', my_key: '7' }) })
    expect((await infoOf(GroupId, { AppDefinedDataFilter_Group: ['__proto__', 'my_key'] })).AppDefinedData).toEqual(data({ my_key: '7' }))
  })

  test('are also of audio-video groups', async () => {
    const GroupId = await app.createGroup({ Type: 'AVChatRoom', AppDefinedData: data({ colour: 'red' }) })
    expect((await infoOf(GroupId)).AppDefinedData).toEqual(data({ colour: 'red' }))
  })

  test('are written with Key and Value in any letter case', async () => {
    const GroupId = await app.createGroup({ AppDefinedData: [{ key: 'colour', value: 'red' }] })
    await call('modify_group_base_info', { GroupId, AppDefinedData: [{ key: 'shape', Value: 'round' }] })
    expect(await groupData(GroupId)).toEqual(data({ colour: 'red', shape: 'round' }))
  })

  test.each([
    ['a key that was not declared', data({ size: '1' })],
    ['the key of a field of members', data({ rank: '1' })],
    ['a key in other letters', data({ Colour: 'red' })],
    ['513 bytes', data({ colour: 'x'.repeat(513) })],
    ['171 characters of three bytes', data({ colour: '字'.repeat(171) })],
    ['a value that is a number', [{ Key: 'colour', Value: 7 }]],
    ['an entry without a value', [{ Key: 'colour' }]],
    ['no list', { colour: 'red' }],
  ])('refuse %s (10004), and nothing is changed', async (_, AppDefinedData) => {
    const GroupId = await app.createGroup({ AppDefinedData: data({ colour: 'red' }) })
    expect(await refused('modify_group_base_info', { GroupId, Name: 'changed', AppDefinedData })).toBe(10004)
    expect(await infoOf(GroupId)).toMatchObject({ Name: 'Gardeners', InfoSeq: 0, AppDefinedData: data({ colour: 'red' }) })
    expect(await refused('create_group', { Type: 'Public', Name: 'x', AppDefinedData })).toBe(10004)
    expect(await refused('import_group', { Type: 'Public', Name: 'x', AppDefinedData })).toBe(10004)
  })

  test('hold up to 512 bytes, and what is no Unicode is replaced', async () => {
    const GroupId = await app.createGroup({ AppDefinedData: data({ colour: 'x'.repeat(512), shape: 'a\ud800b' }) })
    expect(await groupData(GroupId)).toEqual(data({ colour: 'x'.repeat(512), shape: 'a\ufffdb' }))
  })
})

describe('custom fields of members', () => {
  const group = (AppMemberDefinedData: unknown) =>
    app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben', AppMemberDefinedData }] })

  test('are set at creation, also of the owner, changed one by one, and go with an empty value', async () => {
    const GroupId = await app.createGroup({
      Owner_Account: 'ann',
      MemberList: [
        { Member_Account: 'ann', AppMemberDefinedData: data({ rank: '1' }) },
        { Member_Account: 'ben', AppMemberDefinedData: data({ rank: '2', team: 'red' }) },
      ],
    })
    expect(await memberData(GroupId)).toEqual({ ann: data({ rank: '1' }), ben: data({ rank: '2', team: 'red' }) })
    await call('modify_group_member_info', { GroupId, Member_Account: 'ben', AppMemberDefinedData: data({ rank: '', team: 'blue' }) })
    expect(await memberData(GroupId)).toEqual({ ann: data({ rank: '1' }), ben: data({ team: 'blue' }) })
  })

  test('are read under their keys alone where a filter names them, in every answer with members', async () => {
    const GroupId = await group(data({ rank: '2', team: 'red' }))
    const AppDefinedDataFilter_GroupMember = ['team']
    const ben = { Member_Account: 'ben', AppMemberDefinedData: data({ team: 'red' }) }
    expect((await infoOf(GroupId, { AppDefinedDataFilter_GroupMember })).MemberList).toEqual([
      { Member_Account: 'ann', AppMemberDefinedData: [] },
      ben,
    ])
    const filters = { GroupId, MemberInfoFilter: ['Role'], AppDefinedDataFilter_GroupMember }
    expect((await call('get_group_member_info', filters)).MemberList[1]).toEqual({ ...ben, Role: 'Member' })
    expect((await call('get_specified_group_member_info', { ...filters, Member_List_Account: ['ben'] })).MemberList).toEqual([
      { ...ben, Role: 'Member' },
    ])
    const named = await infoOf(GroupId, { MemberInfoFilter: ['AppMemberDefinedData'] })
    expect(sorted(named.MemberList[1].AppMemberDefinedData)).toEqual(data({ rank: '2', team: 'red' }))
    expect((await infoOf(GroupId, { MemberInfoFilter: ['Role'] })).MemberList[1]).toEqual({ Member_Account: 'ben', Role: 'Member' })
  })

  test.each([
    ['a key that was not declared', data({ size: '1' })],
    ['the key of a field of groups', data({ colour: '1' })],
    ['65 bytes', data({ rank: 'x'.repeat(65) })],
    ['a value that is no text', [{ Key: 'rank', Value: {} }]],
  ])('refuse %s (10004), and nothing is changed', async (_, AppMemberDefinedData) => {
    const GroupId = await group(data({ rank: '2' }))
    const body = { GroupId, Member_Account: 'ben', NameCard: 'changed', AppMemberDefinedData }
    expect(await refused('modify_group_member_info', body)).toBe(10004)
    expect((await infoOf(GroupId)).MemberList[1]).toMatchObject({ NameCard: '', AppMemberDefinedData: data({ rank: '2' }) })
    const MemberList = [{ Member_Account: 'ben', AppMemberDefinedData }]
    expect(await refused('create_group', { Type: 'Public', Name: 'x', MemberList })).toBe(10004)
  })

  test('hold up to 64 bytes, and go with the membership', async () => {
    const GroupId = await group(data({ rank: 'x'.repeat(64) }))
    expect((await memberData(GroupId)).ben).toEqual(data({ rank: 'x'.repeat(64) }))
    await call('delete_group_member', { GroupId, MemberToDel_Account: ['ben'] })
    await call('add_group_member', { GroupId, MemberList: [{ Member_Account: 'ben' }] })
    expect((await memberData(GroupId)).ben).toEqual([])
  })

  test('changes of different fields at once all hold', async () => {
    const GroupId = await group([])
    const modify = (AppMemberDefinedData: unknown) =>
      call('modify_group_member_info', { GroupId, Member_Account: 'ben', AppMemberDefinedData })
    await Promise.all([modify(data({ rank: '1' })), modify(data({ team: 'red' }))])
    expect((await memberData(GroupId)).ben).toEqual(data({ rank: '1', team: 'red' }))
  })
})

test('a field declared in one app is not known in another', async () => {
  const other = await world.app({ name: 'Another' })
  const body = { Type: 'Public', Name: 'x', AppDefinedData: data({ colour: 'red' }) }
  expect((await other.v4('group_open_http_svc/create_group', body)).ErrorCode).toBe(10004)
})

describe('a field of some types of groups', () => {
  const rights = { readableBy: 'member', writableBy: 'app' } as const

  test('is known in groups of these types alone (10004 elsewhere), and of more at the request after they are added', async () => {
    const which = { sdkAppId: app.sdkAppId, level: 'group', key: 'lecturer' } as const
    await app.owner.call('customField.add', { ...which, groupTypes: [{ ...rights, type: 'Meeting' }] })
    const body = { Name: 'x', AppDefinedData: data({ lecturer: 'ann' }) }
    const meeting = await call('create_group', { ...body, Type: 'Meeting' })
    expect(await groupData(meeting.GroupId)).toEqual(data({ lecturer: 'ann' }))
    for (const Type of ['Public', 'AVChatRoom']) expect(await refused('create_group', { ...body, Type })).toBe(10004)
    expect(await refused('import_group', { ...body, Type: 'Public' })).toBe(10004)
    const GroupId = await app.createGroup({ Type: 'Public' })
    const changed = { GroupId, AppDefinedData: data({ lecturer: 'ben' }) }
    expect(await refused('modify_group_base_info', changed)).toBe(10004)
    await app.owner.call('customField.setRights', { ...which, groupTypes: [{ ...rights, type: 'Public' }] })
    expect(await refused('modify_group_base_info', changed)).toBe(0)
    expect(await groupData(GroupId)).toEqual(data({ lecturer: 'ben' }))
  })

  test('of members is known there alone too', async () => {
    const which = { sdkAppId: app.sdkAppId, level: 'member', key: 'seat' } as const
    await app.owner.call('customField.add', { ...which, groupTypes: [{ ...rights, type: 'Meeting' }] })
    const MemberList = [{ Member_Account: 'ben', AppMemberDefinedData: data({ seat: '7' }) }]
    expect(await refused('create_group', { Type: 'Meeting', Name: 'x', Owner_Account: 'ann', MemberList })).toBe(0)
    expect(await refused('create_group', { Type: 'Public', Name: 'x', Owner_Account: 'ann', MemberList })).toBe(10004)
    const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
    const changed = { GroupId, Member_Account: 'ben', AppMemberDefinedData: data({ seat: '7' }) }
    expect(await refused('modify_group_member_info', changed)).toBe(10004)
  })
})
