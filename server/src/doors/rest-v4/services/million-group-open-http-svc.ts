import { groupId as GroupId, type RefusalCode, refusals, refusalText, topicId, topicName } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { groupNumbers } from '../dialect/numbers.ts'
import { filtered, withOlderNames } from '../dialect/spelling.ts'
import { newTopic, newTopicInput, topicFields, topicProfile, topicSelfFields } from '../dialect/topic-fields.ts'

const topicsMax = 200

export const millionGroupOpenHttpSvc: Service = {
  name: 'million_group_open_http_svc',
  numbers: { ...groupNumbers, too_many_items: 10004 },
  answerBytesMax: 1_000_000,
  endpoints: [
    endpoint('million_group_open_http_svc/create_topic', {
      body: newTopic,
      command: 'topic.create',
      toInput: newTopicInput,
      toBody: ({ topicId }) => ({ TopicId: topicId }),
    }),

    endpoint('million_group_open_http_svc/modify_topic', {
      body: withOlderNames(
        { ShutUpAllMember: 'MuteAllMember' },
        z.object({
          GroupId,
          TopicId: topicId,
          TopicName: topicName.optional(),
          ...topicProfile,
          MuteAllMember: z.enum(['On', 'Off']).optional(),
        }),
      ),
      command: 'topic.update',
      toInput: (body) => ({
        groupId: body.GroupId,
        topicId: body.TopicId,
        name: body.TopicName,
        introduction: body.Introduction,
        notification: body.Notification,
        faceUrl: body.FaceUrl,
        customString: body.CustomString,
        muteAll: body.MuteAllMember && body.MuteAllMember === 'On',
      }),
      toBody: () => ({}),
    }),

    endpoint('million_group_open_http_svc/destroy_topic', {
      body: z.object({ GroupId, TopicIdList: z.array(z.string()).min(1).max(topicsMax) }),
      command: 'topic.destroy',
      toInput: ({ GroupId, TopicIdList }) => ({ groupId: GroupId, topicIds: TopicIdList }),
      toBody: ({ destroyed, notThere }, { TopicIdList }) => ({
        DestroyResultItem: TopicIdList.map((TopicId) => {
          if (destroyed.includes(TopicId)) return { TopicId, ErrorCode: 0, ErrorInfo: '' }
          return { TopicId, ...refused(notThere.includes(TopicId) ? 'topic_deleted' : 'topic_deletion_failed') }
        }),
      }),
    }),

    endpoint('million_group_open_http_svc/get_topic', {
      body: z.object({
        GroupId,
        From_Account: z.string(),
        TopicIdList: z.array(z.string()).max(topicsMax).optional(),
        /** Of the fields of TopicInfo. */
        ResponseFilter: z.array(z.string()).optional(),
      }),
      command: 'topic.list',
      toInput: ({ GroupId, From_Account, TopicIdList }) => ({
        groupId: GroupId,
        userId: From_Account,
        topicIds: TopicIdList?.length ? TopicIdList : undefined,
      }),
      toBody: ({ topics }, { TopicIdList, ResponseFilter }) => ({
        TopicAndSelfInfo: topics.map((topic, index) => {
          if (!topic) return { ...refused('topic_unknown'), TopicInfo: { TopicId: TopicIdList![index] } }
          return {
            ErrorCode: 0,
            ErrorInfo: '',
            TopicInfo: { TopicId: topic.topicId, ...filtered(topicFields(topic), ResponseFilter?.length ? ResponseFilter : undefined) },
            ...(topic.self && { SelfInfo: topicSelfFields(topic.self) }),
          }
        }),
      }),
    }),
  ],
}

function refused(code: RefusalCode) {
  return { ErrorCode: refusals[code].number, ErrorInfo: refusalText(code, {}) }
}
