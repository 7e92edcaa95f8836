import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'
import { driveGroups } from '../groups/groups-driver.ts'

let world: World
let app: AppDriver
const forEver = 4_294_967_295

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben'] })
})
beforeEach(() => mute({ C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 }))
afterAll(() => world.close())

const mute = (times: Record<string, unknown>, of = app) => of.v4('openconfigsvr/setnospeaking', { Set_Account: 'ann', ...times })
const left = (userId = 'ann', of = app) => of.v4('openconfigsvr/getnospeaking', { Get_Account: userId })
const { send } = driveGroups(() => app)
const speak = (groupId: string, userId = 'ann') => send(groupId, { From_Account: userId })

test('seconds run down by the clock, each kind for itself; nobody is muted at first', async () => {
  expect(await left('ben')).toEqual({ ...ok, C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 })
  expect(await mute({ C2CmsgNospeakingTime: 100, GroupmsgNospeakingTime: 40 })).toEqual(ok)
  expect(await left()).toEqual({ ...ok, C2CmsgNospeakingTime: 100, GroupmsgNospeakingTime: 40 })
  await world.moveBy(30.5)
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: 70, GroupmsgNospeakingTime: 10 })
  await world.moveBy(9.5)
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: 60, GroupmsgNospeakingTime: 0 })
  expect(await left('ben')).toMatchObject({ C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 0 })
})

test('one time given leaves the other as it is; 0 lifts', async () => {
  await mute({ C2CmsgNospeakingTime: 100, GroupmsgNospeakingTime: 100 })
  expect(await mute({ GroupmsgNospeakingTime: 0 })).toEqual(ok)
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: 100, GroupmsgNospeakingTime: 0 })
})

test('4294967295 is for ever, and stays 4294967295; one less is a time like others', async () => {
  await mute({ C2CmsgNospeakingTime: forEver, GroupmsgNospeakingTime: forEver - 1 })
  await world.moveBy(1000)
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: forEver, GroupmsgNospeakingTime: forEver - 1001 })
})

test('who is muted in groups is refused there with 10017 until the last second is over; others and the administrator speak', async () => {
  const groupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  expect(await speak(groupId)).toMatchObject({ ErrorCode: 0, MsgSeq: 1 })
  await mute({ C2CmsgNospeakingTime: 0, GroupmsgNospeakingTime: 60 })
  await world.moveBy(59)
  expect(await speak(groupId)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 10017 })
  expect((await speak(groupId, 'ben')).ErrorCode).toBe(0)
  expect((await speak(groupId, 'administrator')).ErrorCode).toBe(0)
  await world.moveBy(1)
  expect(await speak(groupId)).toMatchObject({ ErrorCode: 0, MsgSeq: 4 })
})

test('who is muted towards users only still speaks in groups', async () => {
  const groupId = await app.createGroup({ Owner_Account: 'ann' })
  await mute({ C2CmsgNospeakingTime: forEver })
  expect((await speak(groupId)).ErrorCode).toBe(0)
})

test('setnospeaking refuses with its own codes and then changes nothing', async () => {
  await mute({ C2CmsgNospeakingTime: 50 })
  const set = (body: unknown) => app.v4('openconfigsvr/setnospeaking', body)
  const codeOf = async (body: unknown) => (await set(body)).ErrorCode
  expect(await codeOf({ C2CmsgNospeakingTime: 9 })).toBe(130004)
  expect(await codeOf({ Set_Account: '', C2CmsgNospeakingTime: 9 })).toBe(130004)
  expect(await codeOf({ Set_Account: 7, C2CmsgNospeakingTime: 9 })).toBe(130004)
  expect(await codeOf({ Set_Account: 'nobody', C2CmsgNospeakingTime: 9 })).toBe(130005)
  expect(await set({ Set_Account: 'ann' })).toMatchObject({
    ErrorCode: 130008,
    ErrorInfo: expect.stringContaining('GroupmsgNospeakingTime'),
  })
  expect(await codeOf({ Set_Account: 'ann', C2CmsgNospeakingTime: null })).toBe(130008)
  for (const wrong of ['9', -1, 1.5, forEver + 1, [9]]) {
    const answer = await set({ Set_Account: 'ann', C2CmsgNospeakingTime: wrong, GroupmsgNospeakingTime: 9 })
    expect(answer).toMatchObject({ ErrorCode: 130001, ErrorInfo: expect.stringContaining('C2CmsgNospeakingTime') })
  }
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: 50, GroupmsgNospeakingTime: 0 })
})

test('getnospeaking refuses with its own codes', async () => {
  const codeOf = async (body: unknown) => (await app.v4('openconfigsvr/getnospeaking', body)).ErrorCode
  expect(await codeOf({})).toBe(130002)
  expect(await codeOf({ Get_Account: '' })).toBe(130002)
  expect(await codeOf({ Get_Account: 7 })).toBe(130002)
  expect(await codeOf({ Get_Account: 'nobody' })).toBe(130003)
})

test('another app’s user of the same name is not touched', async () => {
  const other = await world.app()
  await other.importUsers(['ann'])
  await mute({ C2CmsgNospeakingTime: 50 })
  expect(await left('ann', other)).toMatchObject({ C2CmsgNospeakingTime: 0 })
  await mute({ C2CmsgNospeakingTime: 7 }, other)
  expect(await left()).toMatchObject({ C2CmsgNospeakingTime: 50 })
})

test('a mute goes with the account', async () => {
  const free = await world.app()
  await free.importUsers(['ann'])
  await mute({ C2CmsgNospeakingTime: forEver }, free)
  await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ann' }] })
  expect((await left('ann', free)).ErrorCode).toBe(130003)
  await free.importUsers(['ann'])
  expect(await left('ann', free)).toMatchObject({ C2CmsgNospeakingTime: 0 })
})
