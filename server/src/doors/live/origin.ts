import type { Request } from '../../road/context.ts'
import { newRequestId } from '../http/origin.ts'

const noHeaders = new Headers()

/** Where a call on a live connection comes from. Each call is one of its own, as its retries are told apart by it. */
export class CallOrigin implements Request {
  readonly address: string
  readonly headers = noHeaders
  private id: string | undefined

  constructor(address: string) {
    this.address = address
  }

  get requestId(): string {
    this.id ??= newRequestId()
    return this.id
  }
}
