import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { unlessEmpty, unlessUnset } from '../../dialect/spelling.ts'
import { newTopic, newTopicInput } from '../../dialect/topic-fields.ts'

export const topicEndpoints = [
  endpoint('group_open_http_svc/import_topic', {
    body: newTopic.extend({
      CreateTime: unlessUnset(z.number().int().min(1).max(4_294_967_295)),
      Type: unlessEmpty(z.literal('Community')),
    }),
    command: 'topic.import',
    toInput: (body) => ({
      ...newTopicInput(body),
      createdAt: body.CreateTime === undefined ? undefined : new Date(body.CreateTime * 1000).toISOString(),
    }),
    toBody: ({ topicId }) => ({ TopicId: topicId }),
  }),
]
