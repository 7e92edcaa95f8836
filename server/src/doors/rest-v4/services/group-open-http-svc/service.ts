import type { Service } from '../../dialect/endpoint.ts'
import { groupNumbers } from '../../dialect/numbers.ts'
import { attributeEndpoints } from './attributes.ts'
import { avGroupEndpoints } from './av-groups.ts'
import { counterEndpoints } from './counters.ts'
import { groupEndpoints } from './groups.ts'
import { historyEndpoints } from './history.ts'
import { importEndpoints } from './imports.ts'
import { memberEndpoints } from './members.ts'
import { messageImportEndpoints } from './message-imports.ts'
import { moderationEndpoints } from './moderation.ts'
import { receiptEndpoints } from './receipts.ts'
import { sendingEndpoints } from './sending.ts'
import { topicEndpoints } from './topics.ts'

const groupAnswerBytesMax = 1_000_000

export const groupOpenHttpSvc: Service = {
  name: 'group_open_http_svc',
  numbers: groupNumbers,
  answerBytesMax: groupAnswerBytesMax,
  endpoints: [
    ...groupEndpoints,
    ...memberEndpoints,
    ...moderationEndpoints,
    ...sendingEndpoints,
    ...historyEndpoints,
    ...attributeEndpoints,
    ...counterEndpoints,
    ...avGroupEndpoints,
    ...receiptEndpoints,
    ...topicEndpoints,
    ...importEndpoints,
    ...messageImportEndpoints,
  ],
}
