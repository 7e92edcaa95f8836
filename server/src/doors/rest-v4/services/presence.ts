import { type Output, Refusal, refusals, refusalText } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../dialect/endpoint.ts'
import { flag } from '../dialect/spelling.ts'

const body = z.object({ To_Account: z.array(z.string()).max(500), IsNeedDetail: flag })

/** One command under its present and its older name. `PushOnline` will be said of devices that take offline pushes; until then nobody is. */
const statusOf = (path: string) =>
  endpoint(path, {
    body,
    numbers: { too_many_items: 90011 },
    fieldNumbers: { To_Account: 90003 },
    command: 'presence.get',
    toInput: ({ To_Account }) => {
      if (To_Account.length === 0) throw new Refusal('bad_input', { reason: 'To_Account is empty.' })
      return { userIds: To_Account }
    },
    toBody: ({ users }, { IsNeedDetail }) => {
      const unknown = users.filter(({ platforms }) => platforms === null)
      return {
        ...(unknown.length === users.length && failureOf(unknown[0]!.userId)),
        QueryResult: users.flatMap((user) => statusFields(user, IsNeedDetail)),
        ErrorList: unknown.map(({ userId }) => ({ To_Account: userId, ErrorCode: refusals.user_unknown.number })),
      }
    },
  })

export const presenceEndpoints = [statusOf('openim/query_online_status'), statusOf('openim/querystate')]

/** The call has failed when not one of the accounts exists. */
function failureOf(userId: string) {
  return { ActionStatus: 'FAIL', ErrorCode: refusals.user_unknown.number, ErrorInfo: refusalText('user_unknown', { userId }) }
}

type User = Output<'presence.get'>['users'][number]

/** Samples of the documentation say State where its tables say Status. */
function statusFields({ userId, platforms }: User, withDetail: boolean) {
  if (platforms === null) return []
  const Status = platforms.length > 0 ? 'Online' : 'Offline'
  const Detail = platforms.map((Platform) => ({ Platform, Status: 'Online' }))
  return [{ To_Account: userId, Status, State: Status, ...(withDetail && { Detail }) }]
}
