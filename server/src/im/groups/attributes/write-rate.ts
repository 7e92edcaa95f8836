import { countRates } from '../../../platform/rates.ts'
import type { AppContext, Request } from '../../../road/context.ts'

const writesPerGroupDocumented = 5

/** Changes of attributes a second in each group. A call that is run again because its app had changed counts once. */
export function countWrites() {
  const mayWrite = countRates()
  const granted = new WeakSet<Request>()
  return ({ app, request }: AppContext, groupId: string): { within: boolean; allowed: number } => {
    const allowed = app.rates.attributeWritesPerGroup ?? writesPerGroupDocumented
    const within = granted.has(request) || mayWrite(`${app.sdkAppId} ${groupId}`, allowed)
    if (within) granted.add(request)
    return { within, allowed }
  }
}
