import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, type Scene, userOf } from './kinds.ts'

const MsgBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }]
let said = 0
const toBen = () => ({ From_Account: 'ann', To_Account: 'ben', MsgRandom: ++said, MsgBody })
const wide = { MaxCnt: 100, MinTime: 0, MaxTime: 4_000_000_000 }

async function messageOf(scene: Scene) {
  await userOf(scene)
  const { MsgKey } = await scene.app.ok('openim/sendmsg', toBen())
  return { From_Account: 'ann', To_Account: 'ben', MsgKey }
}

const nowSeconds = ({ world }: Scene) => Math.floor(world.now().getTime() / 1000)

export const directExamples = {
  'direct.send': ofServer('openim/sendmsg', async (scene) => {
    await userOf(scene)
    return toBen()
  }),
  'direct.sendMany': ofServer('openim/batchsendmsg', async (scene) => {
    await userOf(scene)
    return { ...toBen(), To_Account: ['ben'] }
  }),
  'direct.import': ofServer('openim/importmsg', async (scene) => {
    await userOf(scene)
    return { ...toBen(), SyncFromOldSystem: 2, MsgTimeStamp: nowSeconds(scene) }
  }),
  'direct.list': ofServer('openim/admin_getroammsg', async (scene) => {
    await messageOf(scene)
    return { Operator_Account: 'ann', Peer_Account: 'ben', ...wide }
  }),
  'direct.recall': ofServer('openim/admin_msgwithdraw', messageOf),
  'direct.markRead': ofServer('openim/admin_set_msg_read', async (scene) => {
    await messageOf(scene)
    return { Report_Account: 'ben', Peer_Account: 'ann' }
  }),
  'direct.countUnread': ofServer('openim/get_c2c_unread_msg_num', async (scene) => {
    await messageOf(scene)
    return { To_Account: 'ben', Peer_Account: ['ann'] }
  }),
  'direct.modify': ofServer('openim/modify_c2c_msg', async (scene) => ({ ...(await messageOf(scene)), MsgBody })),
} satisfies Partial<Record<CommandName, Example>>
