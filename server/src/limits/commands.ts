import type { Handlers } from '../road/context.ts'
import { recount } from './recount.ts'

export const limitHandlers = {
  'limits.recount': ({ sdkAppId }, { sql }) => recount(sql, sdkAppId),
} satisfies Partial<Handlers>
