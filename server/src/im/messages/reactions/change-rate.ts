import { Refusal } from '@plenum/contract'
import { countRates } from '../../../platform/rates.ts'
import { type AppContext, operatorOf, type Request } from '../../../road/context.ts'

const changesPerUser = 5

/** How often a user reacts in a second, since everybody in a group hears of it. A call that is run again because its app had changed counts once. */
export function countReactions() {
  const mayChange = countRates()
  const granted = new WeakSet<Request>()
  return function refuseTooMany(context: AppContext): void {
    const { app, request } = context
    if (granted.has(request)) return
    const allowed = app.rates.reactionsPerUser ?? changesPerUser
    if (!mayChange(`${app.sdkAppId} ${operatorOf(context)}`, allowed)) throw new Refusal('rate_limit', { allowed })
    granted.add(request)
  }
}
