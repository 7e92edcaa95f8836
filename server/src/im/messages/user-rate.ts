import { Refusal } from '@plenum/contract'
import { countRates } from '../../platform/rates.ts'
import { type AppContext, type AppInMemory, operatorOf, type Request } from '../../road/context.ts'

/** How often a user does something in a second. A call that is run again because its app had changed counts once. */
export function countOfUsers(allowedIn: (app: AppInMemory) => number) {
  const mayCall = countRates()
  const granted = new WeakSet<Request>()
  return function refuseTooMany(context: AppContext): void {
    const { app, request } = context
    if (granted.has(request)) return
    const allowed = allowedIn(app)
    if (!mayCall(`${app.sdkAppId} ${operatorOf(context)}`, allowed)) throw new Refusal('rate_limit', { allowed })
    granted.add(request)
  }
}
