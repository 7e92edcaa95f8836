import type { Handlers } from '../../context.ts'
import { globalMuteHandlers } from './global-mutes.ts'
import { statisticsHandlers } from './statistics.ts'

export function operationHandlers() {
  return {
    ...globalMuteHandlers,
    ...statisticsHandlers(),
  } satisfies Partial<Handlers>
}
