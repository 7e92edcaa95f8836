import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'
import { driveGroups, members } from './groups-driver.ts'

export const codes = (answers: V4Answer[]) => answers.map(({ ErrorCode }) => ErrorCode).sort((a, b) => a - b)

/** Communities of an app and their topics, through its server. Where a body names none, the community is the given one. */
export function driveTopics(app: () => AppDriver, community: () => string) {
  let random = 0
  const { call: groups } = driveGroups(app)
  const topics = (command: string, body: unknown, of = app()) => of.v4(`million_group_open_http_svc/${command}`, body)
  const said = (body: Record<string, unknown> = {}) => ({ Random: ++random, MsgBody: text('hi'), ...body })
  const list = async (body: Record<string, unknown> = {}, of = app()) =>
    (await topics('get_topic', { GroupId: community(), From_Account: 'ben', ...body }, of)).TopicAndSelfInfo as V4Answer[]

  return {
    topics,
    groups,
    said,
    list,
    newCommunity: (GroupId?: string, of = app()) =>
      of.createGroup({ Type: 'Community', SupportTopic: 1, Owner_Account: 'ann', MemberList: members('ben'), GroupId }),
    create: async (body: Record<string, unknown> = {}, of = app()) =>
      (await of.ok('million_group_open_http_svc/create_topic', { GroupId: community(), TopicName: 'Roses', ...body })).TopicId as string,
    infoOf: async (TopicId: string) => (await list({ TopicIdList: [TopicId] }))[0]!.TopicInfo,
    send: (body: Record<string, unknown>, of = app()) => groups('send_group_msg', { GroupId: community(), ...said(body) }, of),
  }
}
