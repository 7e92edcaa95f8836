import type { Handlers } from '../../context.ts'
import { globalMuteHandlers } from './global-mutes.ts'
import { messageFileHandlers } from './message-files/commands.ts'
import { statisticsHandlers } from './statistics.ts'

export function operationHandlers() {
  return {
    ...globalMuteHandlers,
    ...statisticsHandlers(),
    ...messageFileHandlers(),
  } satisfies Partial<Handlers>
}
