import { closeCodes, type Platform, type RefusalCode, refusals } from '@plenum/contract'

/** A device at the door. */
export interface Client {
  readonly address: string
  /** Hands it an item of a frame: an event as JSON. Nobody waits for it. */
  say(item: string): void
  /** Tells it why, and closes it. */
  end(ending: Ending): void
}

/** Why the server closes a connection, as `connection.ended` and the close frame say it. */
export interface Ending {
  closeCode: number
  reason: string
  number: number | null
  platform?: Platform
}

const numberOfReplacedPage = 91101

export function replacedBy(newcomer: Platform, old: Platform): Ending {
  const isPage = newcomer === 'Web' && old === 'Web'
  return { closeCode: closeCodes.replaced, reason: 'replaced', number: isPage ? numberOfReplacedPage : null, platform: newcomer }
}

export const kicked: Ending = { closeCode: closeCodes.kicked, reason: 'kicked', number: null }

export function notInService(code: RefusalCode): Ending {
  const known: { number: number; clientNumber?: number } = refusals[code]
  return { closeCode: closeCodes.notInService, reason: code, number: known.clientNumber ?? known.number }
}
