import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, ofServer, type Scene, userOf } from './kinds.ts'

/** A group of ann and ben. */
const pairOf = async (scene: Scene) => {
  await userOf(scene)
  return scene.app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }] })
}

export const groupMembersExamples = {
  'group.listMembers': ofServer('group_open_http_svc/get_group_member_info', async (scene) => ({ GroupId: await groupOf(scene) })),
  'group.findMembers': ofServer('group_open_http_svc/get_specified_group_member_info', async (scene) => ({
    GroupId: await pairOf(scene),
    Member_List_Account: ['ben'],
  })),
  'group.findRoles': ofServer('group_open_http_svc/get_role_in_group', async (scene) => ({
    GroupId: await pairOf(scene),
    User_Account: ['ann', 'ben'],
  })),
  'group.addMembers': ofServer('group_open_http_svc/add_group_member', async (scene) => ({
    GroupId: await groupOf(scene),
    MemberList: [{ Member_Account: 'ben' }],
  })),
  'group.removeMembers': ofServer('group_open_http_svc/delete_group_member', async (scene) => ({
    GroupId: await groupOf(scene),
    MemberToDel_Account: ['ben'],
  })),
  'group.updateMember': ofServer('group_open_http_svc/modify_group_member_info', async (scene) => ({
    GroupId: await pairOf(scene),
    Member_Account: 'ben',
    Role: 'Admin',
    MsgFlag: 'Discard',
    NameCard: 'Ben of the garden',
    MuteTime: 60,
  })),
  'group.muteMembers': ofServer('group_open_http_svc/forbid_send_msg', async (scene) => ({
    GroupId: await groupOf(scene),
    Members_Account: ['ben'],
    MuteTime: 60,
  })),
  'group.listMuted': ofServer('group_open_http_svc/get_group_muted_account', async (scene) => ({ GroupId: await groupOf(scene) })),
  'group.changeOwner': ofServer('group_open_http_svc/change_group_owner', async (scene) => ({
    GroupId: await pairOf(scene),
    NewOwner_Account: 'ben',
  })),
  'group.import': ofServer('group_open_http_svc/import_group', () => ({ Type: 'Public', Name: 'Gardeners', CreateTime: 1_600_000_000 })),
  'group.importMembers': ofServer('group_open_http_svc/import_group_member', async (scene) => ({
    GroupId: await groupOf(scene),
    MemberList: [{ Member_Account: 'ben', Role: 'Admin', UnreadMsgNum: 3 }],
  })),
  'group.setUnread': ofServer('group_open_http_svc/set_unread_msg_num', async (scene) => ({
    GroupId: await pairOf(scene),
    Member_Account: 'ben',
    UnreadMsgNum: 1,
  })),
} satisfies Partial<Record<CommandName, Example>>
