import type { Platform } from '@plenum/contract'
import type { Config } from '../../config.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Activity } from '../../road/activity.ts'
import type { UserCaller } from '../../road/context.ts'
import type { Road } from '../../road/run-command.ts'
import type { Explain } from '../http/explain.ts'

/** Why the server closes a connection, as `connection.ended` and the close frame say it. */
export interface Ending {
  closeCode: number
  reason: string
  number: number | null
  platform?: Platform
}

/** A client as the rest of the house knows it. */
export interface Client {
  readonly address: string
  /** Hands it an item of a frame: an event as JSON. Nobody waits for it. */
  say(item: string): void
  end(ending: Ending): void
}

/** Where clients come in; a caller is one connection. */
export interface Live {
  /** Before the caller signs in. */
  expect(caller: UserCaller, client: Client): void
  /** The number of the last thing the user was told. */
  connectionOf(caller: UserCaller): { notice: number }
  /** May be called at any moment. */
  leave(caller: UserCaller, reason: 'LinkClose' | 'TimeOut' | 'Unregister', at: Date): void
}

export interface LiveParts {
  config: Config
  road: Road
  clock: Clock
  explain: Explain
  activity: Pick<Activity, 'login'>
  live: Live
}
