import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../app-driver.ts'
import { startWorld, type World } from '../world.ts'
import { go } from './sdk-shapes/go.ts'
import { java } from './sdk-shapes/java.ts'
import { php } from './sdk-shapes/php.ts'
import { python } from './sdk-shapes/python.ts'
import { type Call, groupId, live, nextRandom, scene, text } from './sdk-shapes/scene.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

/** What published server SDKs send: zero values, empty texts, null or empty lists, names of both generations. */
describe.each<[string, Call[]]>([
  ['Go, names of 2021', go],
  ['Java, names of 2022', java],
  ['PHP', php],
  ['Python', python],
])('%s', (_, calls) => {
  beforeAll(async () => {
    app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan', 'eve'] })
    await app.createGroup({ GroupId: groupId, Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }, { Member_Account: 'cy' }] })
    await app.createGroup({ GroupId: live, Type: 'AVChatRoom' })
    await app.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, From_Account: 'ann', Random: nextRandom(), MsgBody: text })
    const { MsgKey } = await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: nextRandom(), MsgBody: text })
    scene.saidKey = MsgKey
  })

  test.each(calls)('%s', async (path, body, answer = {}) => {
    expect(await app.v4(path, body())).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0, ...answer })
  })
})
