import type { Config } from '../../config.ts'
import type { Clock } from '../../platform/clock.ts'
import type { UserCaller } from '../../road/context.ts'
import type { Road } from '../../road/run-command.ts'
import type { Explain } from '../http/explain.ts'

/** A client as the rest of the house knows it. */
export interface Client {
  /** Hands it an item of a frame: an event as JSON. Nobody waits for it. */
  say(item: string): void
  /** Closes it, with one of `closeCodes`. */
  end(code: number, reason: string): void
}

/** Whom what happens in the apps concerns. */
export interface Live {
  /** From now on the client hears what is meant for its user. Resolves with how it leaves. */
  join(caller: UserCaller, client: Client): Promise<() => void>
}

export interface LiveParts {
  config: Config
  road: Road
  clock: Clock
  explain: Explain
  live: Live
}
