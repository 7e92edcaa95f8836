import type { AppDriver } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'

export const members = (...userIds: string[]) => userIds.map((userId) => ({ Member_Account: userId }))

/** Groups of an app, through its server. */
export function driveGroups(app: () => AppDriver) {
  let random = 0
  const call = (command: string, body: unknown, of = app()) => of.v4(`group_open_http_svc/${command}`, body)
  const said = (GroupId: string, body: object) => ({ GroupId, Random: ++random, MsgBody: text('hi'), ...body })

  return {
    call,
    infoOf: async (groupId: string, of = app()) => (await call('get_group_info', { GroupIdList: [groupId] }, of)).GroupInfo[0],
    memberOf: async (GroupId: string, userId: string) =>
      (await call('get_specified_group_member_info', { GroupId, Member_List_Account: [userId] })).MemberList[0],
    /** Of ann, with ben and cy in it. */
    trio: (body: object = {}) => app().createGroup({ Owner_Account: 'ann', MemberList: members('ben', 'cy'), ...body }),
    send: (GroupId: string, body: object = {}, of = app()) => call('send_group_msg', said(GroupId, body), of),
    /** Must succeed. */
    say: (GroupId: string, body: object = {}, of = app()) => of.ok('group_open_http_svc/send_group_msg', said(GroupId, body)),
  }
}
