import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, type Scene } from './kinds.ts'

const service = 'group_open_http_svc'

async function messageOf(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const GroupId = await groupOf(scene)
  const { MsgSeq } = await scene.app.ok(`${service}/send_group_msg`, { GroupId, ...hello(), IsNeedReadReceipt: 1 })
  return { GroupId, MsgSeq }
}

export const receiptsExamples = {
  'receipt.count': ofServer(`${service}/get_group_msg_receipt`, async (scene) => {
    const { GroupId, MsgSeq } = await messageOf(scene)
    return { GroupId, MsgSeqList: [{ MsgSeq }] }
  }),
  'receipt.listUsers': ofServer(`${service}/get_group_msg_receipt_detail`, async (scene) => ({
    ...(await messageOf(scene)),
    Filter: 1,
    Cursor: '',
    Count: 10,
  })),
} satisfies Partial<Record<CommandName, Example>>
