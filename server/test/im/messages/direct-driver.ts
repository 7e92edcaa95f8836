import type { Emission } from '../../../src/platform/hub.ts'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { heardDuring } from '../../heard.ts'
import { text } from '../../message-bodies.ts'
import type { World } from '../../world.ts'

/** Which messages were delivered meanwhile. */
export async function sentDuring(world: World, work: () => Promise<unknown>) {
  const heard = await heardDuring(world, work)
  return heard.filter(({ name }) => name === 'message.sent').map(({ content }) => content as Emission<'message.sent'>['content'])
}

/** What users of an app say to each other, through its server. */
export function driveDirect(app: () => AppDriver) {
  let users = 0
  let random = 0
  const said = () => ({ MsgRandom: ++random, MsgBody: text('hi') })

  return {
    /** Two users who have never spoken. */
    async pair(): Promise<[string, string]> {
      const two: [string, string] = [`ann${++users}`, `ben${users}`]
      await app().importUsers(two)
      return two
    },
    send: (From_Account: string, To_Account: unknown, body: Record<string, unknown> = {}) =>
      app().v4('openim/sendmsg', { From_Account, To_Account, ...said(), ...body }),
    /** Must succeed; returns its key. */
    say: async (From_Account: string, To_Account: string, body: Record<string, unknown> = {}) =>
      (await app().ok('openim/sendmsg', { From_Account, To_Account, ...said(), ...body })).MsgKey as string,
    sendMany: (From_Account: string, To_Account: unknown, body: Record<string, unknown> = {}) =>
      app().v4('openim/batchsendmsg', { From_Account, To_Account, ...said(), ...body }),
    importOne: (From_Account: string, To_Account: string, MsgTimeStamp: number, body: Record<string, unknown> = {}) =>
      app().v4('openim/importmsg', { SyncFromOldSystem: 2, From_Account, To_Account, MsgTimeStamp, ...said(), ...body }),
    page: (Operator_Account: string, Peer_Account: string, body: Record<string, unknown> = {}) =>
      app().v4('openim/admin_getroammsg', { Operator_Account, Peer_Account, MaxCnt: 100, MinTime: 0, MaxTime: 4_000_000_000, ...body }),
    historyOf: async (Operator_Account: string, Peer_Account: string) =>
      (await app().ok('openim/admin_getroammsg', { Operator_Account, Peer_Account, MaxCnt: 500, MinTime: 0, MaxTime: 4_000_000_000 }))
        .MsgList as V4Answer[],
    async unreadOf(To_Account: string, peer?: string): Promise<number> {
      const answer = await app().ok('openim/get_c2c_unread_msg_num', { To_Account, ...(peer && { Peer_Account: [peer] }) })
      return peer ? answer.C2CUnreadMsgNumList[0].C2CUnreadMsgNum : answer.AllC2CUnreadMsgNum
    },
  }
}
