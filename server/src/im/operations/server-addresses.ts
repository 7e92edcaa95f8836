import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Handlers } from '../../road/context.ts'

const everyAddress = new Set(['0.0.0.0', '::'])

export const serverAddressHandlers = {
  async 'serverAddress.list'({ use }, { installation: { config } }) {
    const host = config.publicUrl ? new URL(config.publicUrl).hostname.replace(/^\[(.*)\]$/, '$1') : config.host
    const incoming = use === 'outgoing' ? [] : await addressesOf(host)
    const outgoing = use === 'incoming' ? [] : ownAddresses()
    return { addresses: [...new Set([...incoming, ...outgoing])] }
  },
} satisfies Partial<Handlers>

/** Those of this machine when the name leads nowhere. */
async function addressesOf(host: string): Promise<string[]> {
  if (everyAddress.has(host)) return ownAddresses()
  if (isIP(host)) return [host]
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.length > 0 ? found.map(({ address }) => address) : ownAddresses()
}

/** By which this machine speaks with others. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
  return all.filter(({ internal, address }) => !internal && !address.startsWith('fe80:')).map(({ address }) => address)
}
