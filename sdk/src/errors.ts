import type { RefusalCode } from './contract.ts'

/** The server said no: the call was understood and not carried out. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: RefusalCode
  /** Of the public error code table, as client SDKs of this field show it. */
  readonly number: number
  /** What the text speaks of: limits, names, fields. */
  readonly details: Record<string, unknown>

  constructor({
    code,
    number,
    message,
    details,
  }: { code: RefusalCode; number: number; message: string; details: Record<string, unknown> }) {
    super(message)
    this.code = code
    this.number = number
    this.details = details
  }
}

/** The connection was lost before the answer came: whether the call was carried out is not known. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'
}

/** The call was not made: making it later is safe. */
export class NotSaid extends ConnectionLost {}

/** This client is signed out for good and does not connect again by itself. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut'
  readonly reason: SignedOutReason

  constructor(reason: SignedOutReason) {
    super(`Signed out: ${reason}`)
    this.reason = reason
  }
}

/**
 * `closed`: `close()` was called. `replaced`: another device of the user took the place. `kicked`: the app's server forced the user
 * offline. `notInService`: the app is disabled, suspended or deleted, or the account of the user is. `refused`: signing in was refused, and
 * trying again would not help, or no socket can be opened here.
 */
export type SignedOutReason = 'closed' | 'replaced' | 'kicked' | 'notInService' | 'refused'

/** More was handed over than this client keeps while it waits for the server. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull'
}
