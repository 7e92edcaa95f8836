import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, type Scene, userOf } from './kinds.ts'

const avGroupOf = async (scene: Scene) => {
  await scene.app.upgrade({ edition: 'ultimate' })
  await userOf(scene)
  return { GroupId: await scene.app.createGroup({ Type: 'AVChatRoom' }) }
}
const banned = async (scene: Scene) => ({ ...(await avGroupOf(scene)), Members_Account: ['ann'], Duration: 60 })

export const avGroupsExamples = {
  'avGroup.countOnline': ofServer('group_open_http_svc/get_online_member_num', avGroupOf),
  'avGroup.listOnline': ofServer('group_open_avchatroom_http_svc/get_members', async (scene) => ({
    ...(await avGroupOf(scene)),
    Timestamp: 0,
    Mark: 1000,
  })),
  'avGroup.mark': ofServer('group_open_avchatroom_http_svc/modify_user_info', async (scene) => ({
    ...(await avGroupOf(scene)),
    CommandType: 1,
    MemberList: [{ Member_Account: 'ann', Marks: [1000, 500] }],
  })),
  'avGroup.broadcast': ofServer('group_open_http_svc/send_broadcast_msg', async (scene) => {
    await avGroupOf(scene)
    return hello()
  }),
  'avGroup.ban': ofServer('group_open_http_svc/ban_group_member', banned),
  'avGroup.unban': ofServer('group_open_http_svc/unban_group_member', banned),
  'avGroup.listBanned': ofServer('group_open_http_svc/get_group_ban_member', async (scene) => {
    const body = await banned(scene)
    await scene.app.ok('group_open_http_svc/ban_group_member', body)
    return { GroupId: body.GroupId, Offset: 0, Limit: 10 }
  }),
  'group.notify': ofServer('group_open_http_svc/send_group_system_notification', async (scene) => ({
    GroupId: await groupOf(scene),
    Content: 'The garden opens at nine.',
    ToMembers_Account: ['ann'],
  })),
} satisfies Partial<Record<CommandName, Example>>
