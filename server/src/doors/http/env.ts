import type { HttpBindings } from '@hono/node-server'
import type { Request as Origin } from '../../road/context.ts'

/** What every door finds with a request. */
export interface Env {
  Bindings: HttpBindings
  Variables: { origin: Origin }
}
