import { groupTypes } from '@plenum/contract'
import { gather } from '../../platform/gather.ts'
import type { AppContext, Context } from '../../road/context.ts'
import { type OfPriority, priorities } from './lanes/group-gate.ts'
import { findGroupTypes } from './store.ts'

const documented = 40

interface Asked extends Pick<Context, 'pool'> {
  sdkAppId: number
  groupId: string
}

/** How many messages a second pass in a group. Its type is looked up only where the operator has set a rate for one; who asks first knows first. */
export function openMessageRates() {
  const typeOf = gather((asked: Asked[]) => findGroupTypes(asked[0]!.pool, asked))

  return async function allowedIn({ app: { sdkAppId, rates }, pool }: AppContext, groupId: string): Promise<number> {
    const general = rates.messagesPerGroup ?? documented
    if (!groupTypes.some((type) => rates[`messagesPerGroup.${type}`] !== undefined)) return general
    return rates[`messagesPerGroup.${await typeOf({ pool, sdkAppId, groupId })}`] ?? general
  }
}

/** How many of one priority pass at most in each group, where the operator has set it. */
export function ratesOfPriorities(rates: Record<string, number>): OfPriority {
  return Object.fromEntries(
    priorities.flatMap((priority) => {
      const allowed = rates[`messagesOfPriority.${priority}`]
      return allowed === undefined ? [] : [[priority, allowed]]
    }),
  )
}
