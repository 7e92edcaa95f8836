import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { numeric, unixSecondsOf, unlessUnset } from '../../dialect/spelling.ts'
import { From_Account, To_Account } from './friends.ts'
import { relationItems, resultsBody } from './results.ts'

const listMax = 1000
/** The older documentation wrote Singal. */
const checkType = z
  .enum(['BlackCheckResult_Type_Single', 'BlackCheckResult_Type_Singal', 'BlackCheckResult_Type_Both'])
  .transform((type) => type === 'BlackCheckResult_Type_Both')

export const blocklistEndpoints = [
  endpoint('sns/black_list_add', {
    body: z.object({ From_Account, To_Account }),
    command: 'block.add',
    toInput: ({ From_Account, To_Account }) => ({ userId: From_Account, userIds: To_Account }),
    toBody: ({ results }) => resultsBody(results),
  }),

  endpoint('sns/black_list_delete', {
    body: z.object({ From_Account, To_Account }),
    command: 'block.remove',
    toInput: ({ From_Account, To_Account }) => ({ userId: From_Account, userIds: To_Account }),
    toBody: ({ results }) => resultsBody(results),
  }),

  endpoint('sns/black_list_get', {
    body: z.object({
      From_Account,
      StartIndex: numeric(z.int().min(0)),
      MaxLimited: unlessUnset(z.int().min(1)),
      LastSequence: numeric(z.int()).optional(),
    }),
    command: 'block.list',
    toInput: ({ From_Account, StartIndex, MaxLimited }) => ({
      userId: From_Account,
      after: StartIndex,
      limit: Math.min(MaxLimited ?? listMax, listMax),
    }),
    toBody: ({ blocked, sequence, next }) => ({
      BlackListItem: blocked.map(({ userId, blockedAt }) => ({ To_Account: userId, AddBlackTimeStamp: unixSecondsOf(blockedAt) })),
      StartIndex: next ?? 0,
      /** As the documentation has it, and as SDKs look for it. */
      CurruentSequence: sequence,
      CurrentSequence: sequence,
    }),
  }),

  endpoint('sns/black_list_check', {
    body: z.object({ From_Account, To_Account, CheckType: checkType }),
    command: 'block.check',
    toInput: ({ From_Account, To_Account, CheckType }) => ({ userId: From_Account, userIds: To_Account, bothWays: CheckType }),
    toBody({ relations }) {
      const { items, failed } = relationItems('BlackCheckResult_Type', 'NO', relations)
      return { BlackListCheckItem: items, ...failed }
    },
  }),
]
