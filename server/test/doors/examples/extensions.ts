import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, type Scene, userOf } from './kinds.ts'

const service = 'openim_msg_ext_http_svc'
const change = { OperateType: 1, ExtensionList: [{ Key: 'colour', Value: 'red', Seq: 0 }] }

async function inGroup(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const GroupId = await groupOf(scene)
  const { MsgSeq } = await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId, ...hello(), SupportMessageExtension: 1 })
  return { GroupId, MsgSeq }
}

async function direct(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const From_Account = await userOf(scene)
  const { Random: MsgRandom, MsgBody } = hello()
  const message = { From_Account, To_Account: 'ben', MsgRandom, MsgBody, SupportMessageExtension: 1 }
  const { MsgKey } = await scene.app.ok('openim/sendmsg', message)
  return { From_Account, To_Account: 'ben', MsgKey }
}

export const extensionsExamples = {
  'extension.changeInGroup': ofServer(`${service}/group_set_key_values`, async (scene) => ({ ...(await inGroup(scene)), ...change })),
  'extension.changeDirect': ofServer(`${service}/set_key_values`, async (scene) => ({ ...(await direct(scene)), ...change })),
  'extension.listInGroup': ofServer(`${service}/group_get_key_values`, inGroup),
  'extension.listDirect': ofServer(`${service}/get_key_values`, direct),
} satisfies Partial<Record<CommandName, Example>>
