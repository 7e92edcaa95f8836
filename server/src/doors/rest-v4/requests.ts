import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../../config.ts'
import { addressReader } from '../http/address.ts'
import { originOf } from '../http/origin.ts'
import type { createV4Door } from './door.ts'

/** Pages of any site may read answers: no cookie admits a call, only the UserSig in its address. */
const headers = {
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'X-Requested-With',
  'access-control-allow-methods': 'POST',
}

/**
 * Requests of the public dialect are answered on Node's own request and response: they come by the thousand, and the objects of the Fetch
 * standard would cost more than all the rest of the way to a command. False: it is none of them.
 */
export function answerV4Requests(config: Config, answer: ReturnType<typeof createV4Door>, opened: Promise<void>) {
  let isOpen = false
  void opened.then(() => {
    isOpen = true
  })
  const readAddress = addressReader(config.trustedProxies)
  return (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
    const address = withoutHost(incoming.url!)
    if (!address.startsWith('/v4/')) return false
    const request = { method: incoming.method!, address, body: incoming, contentEncoding: incoming.headers['content-encoding'] }
    const asked = () => answer(request, originOf(incoming, readAddress))
    void (isOpen ? asked() : opened.then(asked)).then((text) => {
      outgoing.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) })
      outgoing.end(text)
    })
    return true
  }
}

/** Proxies may write the whole of it: `http://im.example/v4/…`. */
function withoutHost(address: string): string {
  return address.startsWith('/') ? address : address.replace(/^https?:\/\/[^/?]*/i, '')
}
