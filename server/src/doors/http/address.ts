import { BlockList, isIP } from 'node:net'

/**
 * Finds the caller's own address: that of the socket, or, when that is a trusted proxy, the last one in X-Forwarded-For that is not. What
 * stands before an entry that is no address was written by whoever called.
 */
export function addressReader(trustedProxies: readonly string[]) {
  const trusted = new BlockList()
  for (const range of trustedProxies) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return (socketAddress: string, forwardedFor: string | null): string => {
    const chain = (forwardedFor ?? '').split(',').map((part) => plain(part.trim()))
    let address = plain(socketAddress)
    while (isTrusted(address) && isIP(chain.at(-1) ?? '') !== 0) address = chain.pop()!
    return address
  }
}

/** Some proxies write the port too: `203.0.113.7:4711`, `[2001:db8::7]:4711`. */
function plain(text: string): string {
  const address = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
