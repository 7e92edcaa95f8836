import type { Handlers } from '../../context.ts'
import { globalMuteHandlers } from './global-mutes.ts'

export const operationHandlers = {
  ...globalMuteHandlers,
} satisfies Partial<Handlers>
