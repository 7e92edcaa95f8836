import { BlockList, isIP } from 'node:net'

/** Finds the caller's own address: that of the socket, or, when that is a trusted proxy, the last one in X-Forwarded-For that is not. */
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
    const chain = [...(forwardedFor ?? '').split(',').map((part) => plain(part.trim())), plain(socketAddress)].filter(
      (part) => isIP(part) !== 0,
    )
    let address = chain.pop() ?? ''
    while (chain.length > 0 && isTrusted(address)) address = chain.pop()!
    return address
  }
}

function plain(address: string): string {
  return address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
}
