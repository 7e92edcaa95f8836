import type { AppContext, Request } from '../../context.ts'
import { countRates } from '../../platform/rates.ts'

const writesPerGroupDocumented = 5

/** Changes of attributes a second in each group. A call that is run again because its app had changed counts once. */
export function countWrites() {
  const mayWrite = countRates()
  const counted = new WeakSet<Request>()
  return ({ app, request }: AppContext, groupId: string): { within: boolean; allowed: number } => {
    const allowed = app.rates.attributeWritesPerGroup ?? writesPerGroupDocumented
    if (counted.has(request)) return { within: true, allowed }
    counted.add(request)
    return { within: mayWrite(`${app.sdkAppId} ${groupId}`, allowed), allowed }
  }
}
