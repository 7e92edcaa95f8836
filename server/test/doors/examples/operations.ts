import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, userOf } from './kinds.ts'

const picture = 'https://media.example.com/rose.png'

export const operationsExamples = {
  'globalMute.set': ofServer('openconfigsvr/setnospeaking', async (scene) => ({
    Set_Account: await userOf(scene),
    C2CmsgNospeakingTime: 60,
    GroupmsgNospeakingTime: 60,
  })),
  'globalMute.get': ofServer('openconfigsvr/getnospeaking', async (scene) => ({ Get_Account: await userOf(scene) })),
  'statistics.list': ofServer('openconfigsvr/getappinfo', () => ({ RequestField: ['UpMsgNum'] })),
  'messageFile.list': ofServer('open_msg_svc/get_history', async (scene) => {
    await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId: await groupOf(scene), ...hello() })
    const said = new Date(scene.world.now().getTime() + 8 * 60 * 60 * 1000)
    await scene.world.moveTo(new Date(scene.world.now().getTime() + 2 * 60 * 60 * 1000))
    return { ChatType: 'Group', MsgTime: said.toISOString().replaceAll(/\D/g, '').slice(0, 10) }
  }),
  'media.check': ofServer('im_cos_msg/get_cos_sig', () => ({ RawURLs: [{ ResourceID: 1, RawURL: picture }] })),
  'media.block': ofServer('im_cos_msg/forbid_illegal_object', () => ({ RawURL: picture })),
  'media.unblock': ofServer('im_cos_msg/allow_banned_object', () => ({ RawURL: picture })),
  'serverAddress.list': ofServer('ConfigSvc/GetIPList', () => ({})),
} satisfies Partial<Record<CommandName, Example>>
