import type { Handlers } from '../../road/context.ts'
import { globalMuteHandlers } from './global-mutes.ts'
import { mediaHandlers } from './media.ts'
import { messageFileHandlers } from './message-files/commands.ts'
import { serverAddressHandlers } from './server-addresses.ts'
import { statisticsHandlers } from './statistics.ts'

export function operationHandlers(parts: Parameters<typeof statisticsHandlers>[0]) {
  return {
    ...globalMuteHandlers,
    ...statisticsHandlers(parts),
    ...messageFileHandlers(),
    ...mediaHandlers,
    ...serverAddressHandlers,
  } satisfies Partial<Handlers>
}
