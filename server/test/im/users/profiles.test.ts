import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app()
  await app.importUsers(['ann', 'ben', 'cy'])
  for (const key of ['Colour', 'Score']) {
    await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level: 'user', key })
  }
  await app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level: 'friend', key: 'Trust' })
})
afterAll(() => world.close())

type Item = { Tag: string; Value: unknown }
const ok = { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', ErrorDisplay: '' }
const tagged = (values: Record<string, unknown>): Item[] => Object.entries(values).map(([Tag, Value]) => ({ Tag, Value }))
const set = (userId: unknown, values: Record<string, unknown>) =>
  app.v4('profile/portrait_set', { From_Account: userId, ProfileItem: tagged(values) })
const codeOf = async (values: Record<string, unknown>) => (await set('ann', values)).ErrorCode
const get = (body: object, of = app) => of.v4('profile/portrait_get', body)
async function profileOf(userId: string, ...tags: string[]): Promise<Record<string, unknown>> {
  const { UserProfileItem } = await get({ To_Account: [userId], TagList: tags })
  return Object.fromEntries(UserProfileItem[0].ProfileItem.map(({ Tag, Value }: Item) => [Tag, Value]))
}

const whole = {
  Tag_Profile_IM_Nick: 'Ann 字',
  Tag_Profile_IM_Gender: 'Gender_Type_Female',
  Tag_Profile_IM_BirthDay: 20190419,
  Tag_Profile_IM_Location: 'Lisbon',
  Tag_Profile_IM_SelfSignature: 'Roses first',
  Tag_Profile_IM_AllowType: 'AllowType_Type_NeedConfirm',
  Tag_Profile_IM_Language: 0,
  Tag_Profile_IM_Image: 'https://example.com/ann.png',
  Tag_Profile_IM_MsgSettings: 1,
  Tag_Profile_IM_AdminForbidType: 'AdminForbid_Type_SendOut',
  Tag_Profile_IM_Level: 4_294_967_295,
  Tag_Profile_IM_Role: 7,
  Tag_Profile_Custom_Colour: 'green',
  Tag_Profile_Custom_Score: 12,
}

describe('portrait_set and portrait_get', () => {
  test('keep every field, answer those that are asked for in that order, and leave out what was never set', async () => {
    expect(await set('ben', whole)).toEqual(ok)
    const tags = Object.keys(whole).toReversed()
    expect(await get({ To_Account: ['ben', 'cy'], TagList: tags })).toEqual({
      ...ok,
      UserProfileItem: [
        { To_Account: 'ben', ProfileItem: tagged(whole).toReversed(), ResultCode: 0, ResultInfo: '' },
        { To_Account: 'cy', ProfileItem: [], ResultCode: 0, ResultInfo: '' },
      ],
    })
    expect(await set('ben', { Tag_Profile_IM_Role: 8, Tag_Profile_Custom_Score: 'a dozen' })).toEqual(ok)
    expect(await profileOf('ben', ...Object.keys(whole))).toEqual({
      ...whole,
      Tag_Profile_IM_Role: 8,
      Tag_Profile_Custom_Score: 'a dozen',
    })
  })

  test('take numbers that come as texts, and answer numbers', async () => {
    expect(await codeOf({ Tag_Profile_IM_BirthDay: '19900101', Tag_Profile_IM_Level: '0' })).toBe(0)
    expect(await profileOf('ann', 'Tag_Profile_IM_BirthDay', 'Tag_Profile_IM_Level')).toEqual({
      Tag_Profile_IM_BirthDay: 19900101,
      Tag_Profile_IM_Level: 0,
    })
  })

  test('speak of the same nickname and avatar as the import of accounts', async () => {
    await app.ok('im_open_login_svc/account_import', { UserID: 'dan', Nick: 'Dan', FaceUrl: 'a.png' })
    expect(await profileOf('dan', 'Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image')).toEqual({
      Tag_Profile_IM_Nick: 'Dan',
      Tag_Profile_IM_Image: 'a.png',
    })
    await set('dan', { Tag_Profile_IM_Nick: 'Daniel' })
    await app.ok('im_open_login_svc/account_import', { UserID: 'dan', FaceUrl: 'b.png' })
    expect(await profileOf('dan', 'Tag_Profile_IM_Nick', 'Tag_Profile_IM_Image')).toEqual({
      Tag_Profile_IM_Nick: 'Daniel',
      Tag_Profile_IM_Image: 'b.png',
    })
  })

  test('take texts up to their bytes, and characters that are none are replaced', async () => {
    for (const tag of ['Nick', 'SelfSignature', 'Image'].map((name) => `Tag_Profile_IM_${name}`)) {
      expect(await codeOf({ [tag]: '字'.repeat(166) })).toBe(0)
      expect(await codeOf({ [tag]: '字'.repeat(167) })).toBe(40601)
    }
    expect(await codeOf({ Tag_Profile_IM_Location: 'x'.repeat(16) })).toBe(0)
    expect(await codeOf({ Tag_Profile_IM_Location: 'x'.repeat(17) })).toBe(40605)
    expect(await codeOf({ Tag_Profile_IM_Location: 'x'.repeat(501) })).toBe(40601)
    expect(await codeOf({ Tag_Profile_Custom_Colour: 'x'.repeat(500) })).toBe(0)
    expect(await codeOf({ Tag_Profile_Custom_Colour: 'x'.repeat(501) })).toBe(40601)
    expect(await codeOf({ Tag_Profile_IM_SelfSignature: 'a\ud800b', Tag_Profile_Custom_Colour: '\udc00' })).toBe(0)
    expect(await profileOf('ann', 'Tag_Profile_IM_SelfSignature', 'Tag_Profile_Custom_Colour')).toEqual({
      Tag_Profile_IM_SelfSignature: 'a\ufffdb',
      Tag_Profile_Custom_Colour: '\ufffd',
    })
  })

  test('are told to whoever listens, with what was set and after the commit', async () => {
    const heard: unknown[] = []
    const stop = world.hub.listen((emission) => heard.push(emission))
    await set('cy', { Tag_Profile_IM_Gender: 'Gender_Type_Male', Tag_Profile_Custom_Score: 3 })
    await set('nobody', { Tag_Profile_IM_Nick: 'No' })
    stop()
    const content = { userId: 'cy', changes: { gender: 'male', custom: { Score: 3 } } }
    expect(heard).toEqual([{ sdkAppId: app.sdkAppId, name: 'profile.changed', content }])
  })

  test('set at once by two callers keep the fields of both', async () => {
    const many = ['Location', 'SelfSignature', 'Nick', 'Image'].map((name) => `Tag_Profile_IM_${name}`)
    await Promise.all(many.map((tag) => set('cy', { [tag]: tag.slice(-5) })))
    expect(await profileOf('cy', ...many)).toEqual(Object.fromEntries(many.map((tag) => [tag, tag.slice(-5)])))
  })
})

describe('portrait_set refuses', () => {
  test.each([
    [40610, 'Tag_Profile_IM_Nick', 7],
    [40610, 'Tag_Profile_IM_Gender', 1],
    [40610, 'Tag_Profile_IM_BirthDay', '2019-04-19'],
    [40610, 'Tag_Profile_IM_Level', ''],
    [40605, 'Tag_Profile_IM_Role', '4294967296'],
    [40610, 'Tag_Profile_IM_Level', true],
    [40605, 'Tag_Profile_IM_Gender', 'Gender_Type_Other'],
    [40605, 'Tag_Profile_IM_AllowType', 'allowAny'],
    [40605, 'Tag_Profile_IM_AdminForbidType', '__proto__'],
    [40605, 'Tag_Profile_IM_BirthDay', -1],
    [40605, 'Tag_Profile_IM_Language', 1.5],
    [40605, 'Tag_Profile_IM_Role', 4_294_967_296],
    [40009, 'Tag_Profile_IM_Shoes', 'x'],
    [40009, 'Tag_Profile_Custom_Absent', 'x'],
    [40009, 'Tag_Profile_Custom_Trust', 'of a friend'],
    [40009, 'Tag_Profile_Custom_', 'x'],
    [40009, '__proto__', 'x'],
    [40001, 'Tag_Profile_Custom_Colour', { red: 1 }],
    [40001, 'Tag_Profile_Custom_Colour', 1.5],
    [40001, 'Tag_Profile_IM_Nick', null],
  ])('with %i for %s: %j, and sets nothing', async (code, tag, value) => {
    const before = await profileOf('ann', ...Object.keys(whole))
    expect(await set('ann', { Tag_Profile_IM_Level: 99, [tag]: value })).toMatchObject({ ErrorCode: code, ErrorDisplay: '' })
    expect(await profileOf('ann', ...Object.keys(whole))).toEqual(before)
  })

  test('an account that does not exist (40003) and bodies that are not of the form', async () => {
    expect((await set('zed', { Tag_Profile_IM_Nick: 'Zed' })).ErrorCode).toBe(40003)
    expect((await set(7, { Tag_Profile_IM_Nick: 'Seven' })).ErrorCode).toBe(60015)
    for (const body of [{}, { From_Account: 'ann' }, { From_Account: 'ann', ProfileItem: [] }, { From_Account: 'ann', ProfileItem: {} }]) {
      expect((await app.v4('profile/portrait_set', body)).ErrorCode).toBe(40001)
    }
  })
})

describe('portrait_get refuses', () => {
  const TagList = ['Tag_Profile_IM_Nick']

  test('no accounts (40002), more than 100, no tags and tags that do not exist (40009)', async () => {
    expect((await get({ TagList })).ErrorCode).toBe(40002)
    expect((await get({ To_Account: [], TagList })).ErrorCode).toBe(40002)
    expect((await get({ To_Account: ['ann', 7], TagList })).ErrorCode).toBe(60015)
    const names = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`)
    expect((await get({ To_Account: names(100), TagList })).ErrorCode).toBe(0)
    expect((await get({ To_Account: names(101), TagList })).ErrorCode).toBe(40001)
    expect((await get({ To_Account: ['ann'] })).ErrorCode).toBe(40001)
    expect((await get({ To_Account: ['ann'], TagList: [] })).ErrorCode).toBe(40001)
    for (const tag of ['Tag_Profile_IM_Shoes', 'Tag_Profile_Custom_Absent', 'toString']) {
      expect((await get({ To_Account: ['ann'], TagList: [tag] })).ErrorCode).toBe(40009)
    }
  })

  test('single accounts that do not exist, and names each once; another app sees nothing', async () => {
    expect(await get({ To_Account: ['zed', 'ben'], TagList })).toEqual({
      ...ok,
      UserProfileItem: [
        { To_Account: 'zed', ProfileItem: [], ResultCode: 40003, ResultInfo: 'The account zed does not exist.' },
        { To_Account: 'ben', ProfileItem: [{ Tag: TagList[0], Value: 'Ann 字' }], ResultCode: 0, ResultInfo: '' },
      ],
      Fail_Account: ['zed'],
    })
    expect((await get({ To_Account: ['zed', 'zed'], TagList })).Fail_Account).toEqual(['zed'])
    const other = await world.app({ name: 'Other' })
    expect((await get({ To_Account: ['ben'], TagList }, other)).Fail_Account).toEqual(['ben'])
    expect((await get({ To_Account: ['ben'], TagList: ['Tag_Profile_Custom_Colour'] }, other)).ErrorCode).toBe(40009)
  })
})

test('a deleted account takes its profile along: who comes back under its name begins anew', async () => {
  await app.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
  await app.importUsers(['ben'])
  expect(await profileOf('ben', ...Object.keys(whole))).toEqual({})
})
