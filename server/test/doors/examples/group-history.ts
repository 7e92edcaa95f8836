import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, type Scene } from './kinds.ts'

async function groupWithMessage(scene: Scene) {
  const GroupId = await groupOf(scene)
  const { MsgSeq } = await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId, ...hello() })
  return { GroupId, MsgSeq }
}

export const groupHistoryExamples = {
  'message.recall': ofServer('group_open_http_svc/group_msg_recall', async (scene) => {
    const { GroupId, MsgSeq } = await groupWithMessage(scene)
    return { GroupId, MsgSeqList: [{ MsgSeq }] }
  }),
  'message.recallOfSender': ofServer('group_open_http_svc/delete_group_msg_by_sender', async (scene) => {
    const { GroupId } = await groupWithMessage(scene)
    return { GroupId, Sender_Account: 'administrator' }
  }),
  'message.modify': ofServer('openim/modify_group_msg', async (scene) => ({
    ...(await groupWithMessage(scene)),
    MsgBody: hello().MsgBody,
  })),
  'message.import': ofServer('group_open_http_svc/import_group_msg', async (scene) => ({
    GroupId: await groupOf(scene),
    MsgList: [{ From_Account: 'ann', SendTime: Math.floor(scene.world.now().getTime() / 1000), ...hello() }],
  })),
} satisfies Partial<Record<CommandName, Example>>
