import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AppDriver, ok } from '../../app-driver.ts'
import { sized, text, textsOf } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'
import { driveDirect, sentDuring } from './direct-driver.ts'

let world: World
let app: AppDriver
const at = Date.parse('2022-11-10T06:20:00Z') / 1000

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro' })
})
afterAll(async () => {
  expect(await world.differencesIn(app)).toEqual([])
  await world.close()
})

const { pair, send, importOne, historyOf, unreadOf } = driveDirect(() => app)

describe('importmsg', () => {
  test('takes over what was said before under its time: history is read, real-time messages are unread and delivered', async () => {
    const [ann, ben] = await pair()
    await send(ann, ben, { MsgBody: text('new') })
    const heard = await sentDuring(world, async () => {
      expect(await importOne(ann, ben, at - 100, { MsgBody: text('old'), MsgSeq: 5, MsgRandom: 6 })).toEqual(ok)
      expect(await importOne(ben, ann, at - 50, { MsgBody: text('answer'), CloudCustomData: 'c' })).toEqual(ok)
      for (const SyncFromOldSystem of [5, 1]) await importOne(ann, ben, at, { SyncFromOldSystem, MsgBody: text('live') })
    })
    expect(heard).toMatchObject([
      { senderId: ann, receiverId: ben, at: new Date(at * 1000).toISOString() },
      { senderId: ann, receiverId: ben },
    ])
    const messages = await historyOf(ben, ann)
    expect(textsOf(messages).slice(0, 2)).toEqual(['old', 'answer'])
    expect(messages[0]).toMatchObject({ MsgTimeStamp: at - 100, MsgKey: `5_6_${at - 100}` })
    expect(messages).toHaveLength(5)
    expect(await unreadOf(ben)).toBe(3)
    expect(await unreadOf(ann)).toBe(0)
  })

  test('the same MsgSeq, MsgRandom and MsgTimeStamp in either direction are one message, and the first stays', async () => {
    const [ann, ben] = await pair()
    const same = { MsgSeq: 1, MsgRandom: 2 }
    const answers = await Promise.all([
      importOne(ann, ben, at - 500, { ...same, MsgBody: text('first') }),
      importOne(ann, ben, at - 500, { ...same, MsgBody: text('second') }),
      importOne(ben, ann, at - 500, { ...same, MsgBody: text('third') }),
    ])
    expect(answers).toEqual([ok, ok, ok])
    await importOne(ben, ann, at - 500, { ...same, MsgBody: text('fourth') })
    expect(await historyOf(ann, ben)).toHaveLength(1)
    await importOne(ben, ann, at - 499, same)
    expect(await historyOf(ann, ben)).toHaveLength(2)
  })

  test.each([
    ['no SyncFromOldSystem', { SyncFromOldSystem: undefined }, 90030],
    ['a SyncFromOldSystem that is text', { SyncFromOldSystem: '5' }, 90030],
    ['a SyncFromOldSystem of 3', { SyncFromOldSystem: 3 }, 90030],
    ['no From_Account', { From_Account: undefined }, 90008],
    ['a sender who does not exist', { From_Account: 'nobody' }, 90008],
    ['no To_Account', { To_Account: undefined }, 90003],
    ['a receiver who does not exist', { To_Account: 'nobody' }, 90012],
    ['no MsgRandom', { MsgRandom: undefined }, 90005],
    ['no MsgTimeStamp', { MsgTimeStamp: undefined }, 90006],
    ['a MsgTimeStamp that is text', { MsgTimeStamp: '7' }, 90006],
    ['a time in the future', { MsgTimeStamp: at + 61 }, 90006],
    ['a time past the storage period', { MsgTimeStamp: at - 7 * 24 * 60 * 60 }, 90006],
    ['a MsgBody that is no array', { MsgBody: 7 }, 90007],
    ['12,289 bytes', { MsgBody: sized(12_289) }, 93000],
  ])('refuses %s, and nothing is written', async (_, change, code) => {
    const [ann, ben] = await pair()
    expect(await importOne(ann, ben, at - 60, change as Record<string, unknown>)).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: code })
    expect(await historyOf(ann, ben)).toEqual([])
  })
})

test('a deleted account takes its side along; the other keeps the history, and who comes back under the id begins anew', async () => {
  const free = await world.app()
  await free.importUsers(['ann', 'ben'])
  const history = (Operator_Account: string, Peer_Account: string) =>
    free.v4('openim/admin_getroammsg', { Operator_Account, Peer_Account, MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 })
  const say = (Text: string, MsgRandom: number) =>
    free.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom, MsgBody: text(Text) })
  await say('before', 1)
  await free.ok('im_open_login_svc/account_delete', { DeleteItem: [{ UserID: 'ben' }] })
  expect(textsOf((await history('ann', 'ben')).MsgList)).toEqual(['before'])
  expect(await history('ben', 'ann')).toMatchObject({ ErrorCode: 90008 })
  await free.importUsers(['ben'])
  expect((await history('ben', 'ann')).MsgList).toEqual([])
  await say('after', 2)
  expect(textsOf((await history('ann', 'ben')).MsgList)).toEqual(['before', 'after'])
  expect(textsOf((await history('ben', 'ann')).MsgList)).toEqual(['after'])
  expect(await free.ok('openim/get_c2c_unread_msg_num', { To_Account: 'ben' })).toMatchObject({ AllC2CUnreadMsgNum: 1 })
})

test('users of the same ids in another app have conversations of their own', async () => {
  const [first, second] = [await world.app(), await world.app()]
  for (const one of [first, second]) await one.importUsers(['ann', 'ben'])
  await first.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: 1, MsgBody: text('hi') })
  const asked = { Operator_Account: 'ann', Peer_Account: 'ben', MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 }
  expect(await first.ok('openim/admin_getroammsg', asked)).toMatchObject({ MsgCnt: 1 })
  expect(await second.ok('openim/admin_getroammsg', asked)).toMatchObject({ MsgCnt: 0 })
})
