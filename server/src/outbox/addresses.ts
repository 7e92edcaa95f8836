import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'

/** An address nobody outside of this machine and its networks has; calls to it are refused. */
export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} is an address of this machine or of a private network`)
  }
}

// A list of both takes an address of IPv4 for one of IPv6 too.
const nobodys4 = new BlockList()
const nobodys6 = new BlockList()
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [network, bits] = range.split('/') as [string, string]
  nobodys4.addSubnet(network, Number(bits), 'ipv4')
}
// Of IPv6 only 2000::/3 is anybody's; in it lie ways into IPv4 and what is for documentation.
for (const range of ['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']) {
  const [network, bits] = range.split('/') as [string, string]
  nobodys6.addSubnet(network, Number(bits), 'ipv6')
}

/** Of this machine, of a private network, or of none: also IPv4 written as IPv6. */
export function isPrivate(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return true
  if (version === 4 ? nobodys4.check(address) : nobodys6.check(address, 'ipv6')) return true
  return Object.values(networkInterfaces()).some((own) => own?.some((one) => one.address === address))
}

type Callback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** For a connection: resolves a name, and answers only with addresses that may be called. */
export function lookupPublic(host: string, options: LookupOptions, done: Callback): void {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return done(error, [])
    const allowed = found.filter(({ address }) => !isPrivate(address))
    if (allowed.length === 0) return done(new PrivateAddress(host), [])
    if (options.all) return done(null, allowed)
    done(null, allowed[0]!.address, allowed[0]!.family)
  })
}

/** An address that is written out is not looked up; `[::1]` is how it stands in a web address. */
export function refusePrivate(hostname: string): void {
  const address = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(address) !== 0 && isPrivate(address)) throw new PrivateAddress(address)
}
