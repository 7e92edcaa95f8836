import { describe, expect, test } from 'vitest'
import { ok } from './contacts-driver.ts'
import { app, openContacts, world } from './contacts-world.ts'

const { call, names, sayToGroup, sayTo } = openContacts({ edition: 'pro', users: ['ann', 'ben'] })

describe('delete', () => {
  test('takes a conversation with a user away until something newer is said, also at the same moment', async () => {
    await app.importUsers(['ida', 'jo'])
    await sayTo('ida', 'jo')
    expect(await call('delete', { From_Account: 'ida', Type: 1, To_Account: 'jo' })).toEqual(ok)
    expect(await names('ida')).toEqual([])
    expect(await names('jo')).toEqual(['ida'])
    await sayTo('ida', 'jo')
    expect(await names('ida')).toEqual(['jo'])
    await call('delete', { From_Account: 'ida', type: 1, To_Account: 'jo' })
    await world.moveBy(1)
    await sayTo('jo', 'ida')
    expect(await names('ida')).toEqual(['jo'])
  })

  test.each(['ToGroupid', 'ToGroupId'])(
    'takes a group away, named by %s; what leaves lists as they are does not bring it back',
    async (name) => {
      const user = `kim${name.at(-2)}`
      await app.importUsers([user])
      const GroupId = await app.createGroup({ Owner_Account: user })
      await sayToGroup(GroupId)
      expect(await call('delete', { From_Account: user, Type: 2, [name]: GroupId })).toEqual(ok)
      await world.moveBy(1)
      await sayToGroup(GroupId, { SendMsgControl: ['NoLastMsg'] })
      expect(await names(user)).toEqual([])
      await sayToGroup(GroupId)
      expect(await names(user)).toEqual([GroupId])
      expect((await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [GroupId] })).GroupInfo[0].MemberNum).toBe(1)
    },
  )

  test('with ClearRamble 1 takes the history of that user along, and nobody else’s', async () => {
    await app.importUsers(['lea', 'max'])
    const GroupId = await app.createGroup({ Owner_Account: 'lea', MemberList: [{ Member_Account: 'max' }] })
    await sayToGroup(GroupId)
    await sayTo('lea', 'max')
    await call('delete', { From_Account: 'lea', Type: 1, To_Account: 'max', ClearRamble: 1 })
    await call('delete', { From_Account: 'lea', Type: 2, ToGroupId: GroupId, ClearRamble: 1 })
    await call('delete', { From_Account: 'max', Type: 1, To_Account: 'lea', ClearRamble: 0 })
    const sides = await world.sql`
      select user_id, cleared_sequence from direct_sides where app_id = ${app.sdkAppId} and user_id in ('lea', 'max')
      union all select user_id, cleared_sequence from group_members where app_id = ${app.sdkAppId} and group_id = ${GroupId} order by 1, 2 desc`
    expect(sides.map(({ userId, clearedSequence }) => [userId, clearedSequence > 0])).toEqual([
      ['lea', true],
      ['lea', true],
      ['max', false],
      ['max', false],
    ])
  })

  test('takes a group away that is named in To_Account, as the SDK does that writes type', async () => {
    await app.importUsers(['lea'])
    const groups = [await app.createGroup({ Owner_Account: 'lea' }), await app.createGroup({ Owner_Account: 'lea' })]
    for (const GroupId of groups) await sayToGroup(GroupId)
    expect(await call('delete', { From_Account: 'lea', type: 2, To_Account: groups[0] })).toEqual(ok)
    expect(await names('lea')).toEqual([groups[1]])
    expect(await call('delete', { From_Account: 'lea', type: 2, To_Account: groups[0], ToGroupid: groups[1] })).toEqual(ok)
    expect(await names('lea')).toEqual([])
  })

  test('of a conversation that is not there is no error; wrong fields are 50002, an unknown account is 50001', async () => {
    expect(await call('delete', { From_Account: 'ann', Type: 1, To_Account: 'zed' })).toEqual(ok)
    expect(await call('delete', { From_Account: 'ann', Type: 2, ToGroupid: 'nope' })).toEqual(ok)
    for (const body of [
      { Type: 1 },
      { type: 2 },
      { Type: 1, ToGroupid: 'g' },
      { Type: 2, To_Account: 'ben' },
      { Type: 3, To_Account: 'ben' },
      { To_Account: 'ben' },
    ]) {
      expect((await call('delete', { From_Account: 'ann', ...body })).ErrorCode).toBe(50002)
    }
    expect((await call('delete', { From_Account: 'zed', Type: 1, To_Account: 'ann' })).ErrorCode).toBe(50001)
    expect((await call('delete', { From_Account: 'ann', Type: 1, To_Account: 7 })).ErrorCode).toBe(60015)
  })

  test('goes with the account: who comes back under the old id has no conversations', async () => {
    const free = await world.app({ name: 'Small' })
    await free.importUsers(['ann', 'ben'])
    await sayTo('ann', 'ben', {}, free)
    await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ann' }] })
    await free.importUsers(['ann'])
    expect(await names('ann', free)).toEqual([])
    expect(await names('ben', free)).toEqual(['ann'])
  })

  test('never touches another app', async () => {
    const other = await world.app({ name: 'Another' })
    await other.importUsers(['ann', 'ben'])
    await sayTo('ann', 'ben', {}, other)
    await call('delete', { From_Account: 'ann', Type: 1, To_Account: 'ben' })
    expect(await names('ann', other)).toEqual(['ben'])
  })
})
