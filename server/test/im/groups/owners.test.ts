import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups, members } from './groups-driver.ts'

let world: World
let app: AppDriver
const start = '2022-11-10T06:20:00Z'

beforeAll(async () => {
  world = await startWorld({ now: start })
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { call, infoOf, trio } = driveGroups(() => app)

describe('change_group_owner', () => {
  test('makes a member the owner and the owner a plain member, also in a Work group', async () => {
    for (const Type of ['Public', 'Work', 'Meeting', 'Community']) {
      const GroupId = await trio({ Type })
      expect(await call('change_group_owner', { GroupId, NewOwner_Account: 'ben' })).toEqual(ok)
      const info = await infoOf(GroupId)
      expect(info).toMatchObject({ Owner_Account: 'ben', MemberNum: 3, InfoSeq: 1 })
      expect(info.MemberList).toMatchObject([
        { Member_Account: 'ann', Role: 'Member' },
        { Member_Account: 'ben', Role: 'Owner' },
        { Member_Account: 'cy', Role: 'Member' },
      ])
    }
  })

  test('gives an owner to a group without one, and the present owner changes nothing', async () => {
    const GroupId = await app.createGroup({ MemberList: [{ Member_Account: 'ben', Role: 'Admin' }] })
    expect((await call('change_group_owner', { GroupId, NewOwner_Account: 'ben' })).ErrorCode).toBe(0)
    expect(await infoOf(GroupId)).toMatchObject({ Owner_Account: 'ben', MemberList: [{ Role: 'Owner' }], InfoSeq: 1 })
    expect((await call('change_group_owner', { GroupId, NewOwner_Account: 'ben' })).ErrorCode).toBe(0)
    expect(await infoOf(GroupId)).toMatchObject({ Owner_Account: 'ben', InfoSeq: 1 })
  })

  test('refuses one who is no member, audio-video groups (10007) and missing groups (10010)', async () => {
    const GroupId = await trio()
    for (const NewOwner_Account of ['dan', 'zed']) {
      expect((await call('change_group_owner', { GroupId, NewOwner_Account })).ErrorCode).toBe(10007)
    }
    expect((await infoOf(GroupId)).Owner_Account).toBe('ann')
    const av = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    expect((await call('change_group_owner', { GroupId: av, NewOwner_Account: 'ann' })).ErrorCode).toBe(10007)
    expect((await call('change_group_owner', { GroupId: 'nope', NewOwner_Account: 'ann' })).ErrorCode).toBe(10010)
    expect((await call('change_group_owner', { GroupId })).ErrorCode).toBe(10004)
  })

  test('leaves exactly one owner when 30 calls at once name different members', async () => {
    const GroupId = await trio({ MemberList: members('ben', 'cy', 'dan', 'eve') })
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        call('change_group_owner', { GroupId, NewOwner_Account: ['ann', 'ben', 'cy', 'dan', 'eve'][index % 5] }),
      ),
    )
    expect(answers.every(({ ErrorCode }) => ErrorCode === 0)).toBe(true)
    const { Owner_Account, MemberList } = await infoOf(GroupId)
    const owners = MemberList.filter(({ Role }: { Role: string }) => Role === 'Owner')
    expect(owners).toMatchObject([{ Member_Account: Owner_Account }])
    expect(MemberList).toHaveLength(5)
    expect((await call('delete_group_member', { GroupId, MemberToDel_Account: [Owner_Account] })).ErrorCode).toBe(10007)
  })

  test('beside the removal of the same member either refuses or leaves an owner who is a member', async () => {
    for (let round = 0; round < 10; round++) {
      const GroupId = await trio()
      await Promise.all([
        call('change_group_owner', { GroupId, NewOwner_Account: 'ben' }),
        call('delete_group_member', { GroupId, MemberToDel_Account: ['ben'] }),
      ])
      const { Owner_Account, MemberList } = await infoOf(GroupId)
      expect(MemberList.filter(({ Role }: { Role: string }) => Role === 'Owner')).toMatchObject([{ Member_Account: Owner_Account }])
    }
  })
})

test('an owner who is not the one member in that role is named by the recount', async () => {
  const GroupId = await trio()
  const differences = async () => await world.differencesIn(app)
  const setOwner = (owner: string) => world.sql`update groups set owner_id = ${owner} where app_id = ${app.sdkAppId} and id = ${GroupId}`
  await setOwner('ben')
  expect(await differences()).toEqual([{ counter: 'groups.owner_id', id: GroupId, counted: 2, stored: 1 }])
  await setOwner('ann')
  expect(await differences()).toEqual([])
})
