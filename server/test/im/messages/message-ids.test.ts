import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app({ edition: 'pro' })
  await world.unlimitedRates(app.sdkAppId)
  await app.importUsers(['ann', 'ben'])
})
afterAll(() => world.close())

const form = /^\d{1,19}-\d{10}-\d{1,10}$/
const later = (seconds: number) => world.moveTo(new Date(world.now().getTime() + seconds * 1000))

test('MsgId of a message to a user is the same in the answer, after a retry and in both histories', async () => {
  for (const From_Account of ['ann', undefined]) {
    const body = { From_Account, To_Account: 'ben', MsgRandom: 4_294_967_295, MsgBody: text('hi') }
    const { MsgId, MsgTime } = await app.ok('openim/sendmsg', body)
    expect(MsgId).toMatch(form)
    expect(MsgId).toContain(`-${MsgTime}-4294967295`)
    await later(3)
    expect((await app.ok('openim/sendmsg', body)).MsgId).toBe(MsgId)
    const sender = From_Account ?? 'administrator'
    for (const parties of [
      { Operator_Account: sender, Peer_Account: 'ben' },
      { Operator_Account: 'ben', Peer_Account: sender },
    ]) {
      const { MsgList } = await app.ok('openim/admin_getroammsg', { ...parties, MaxCnt: 10, MinTime: 0, MaxTime: 4_000_000_000 })
      expect(MsgList).toMatchObject([{ MsgId }])
    }
  }
})

test('MsgId of a message to a group is the same in the answer, after a retry and in the history, and another one for each sender', async () => {
  const GroupId = await app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
  const ids: string[] = []
  for (const From_Account of ['ann', 'ben', undefined]) {
    const body = { GroupId, From_Account, Random: 7, MsgBody: text('hi') }
    const { MsgId, MsgSeq } = await app.ok('group_open_http_svc/send_group_msg', body)
    expect(MsgId).toMatch(form)
    await later(3)
    expect(await app.ok('group_open_http_svc/send_group_msg', body)).toMatchObject({ MsgId, MsgSeq })
    ids.push(MsgId)
  }
  const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  expect(RspMsgList.map(({ MsgId }: { MsgId: string }) => MsgId).reverse()).toEqual(ids)
  expect(new Set(ids).size).toBe(3)
})
