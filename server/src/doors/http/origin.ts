import type { IncomingMessage } from 'node:http'
import { randomText } from '../../platform/ids.ts'
import type { Request as Origin } from '../../road/context.ts'

const readable = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Short enough to be read out on the telephone, such as `7F3K-2PQX`. */
export function newRequestId(): string {
  return `${randomText(4, readable)}-${randomText(4, readable)}`
}

/** Each part is made when somebody asks for it: most requests need none. */
export function originOf(incoming: IncomingMessage, readAddress: (socketAddress: string, forwardedFor: string | null) => string): Origin {
  let requestId: string | undefined
  let headers: Headers | undefined
  return {
    get requestId() {
      requestId ??= newRequestId()
      return requestId
    },
    get address() {
      return readAddress(incoming.socket.remoteAddress ?? '', this.headers.get('x-forwarded-for'))
    },
    get headers() {
      headers ??= headersOf(incoming)
      return headers
    },
  }
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2) headers.append(rawHeaders[index]!, rawHeaders[index + 1]!)
  return headers
}
