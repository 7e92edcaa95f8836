/** Technical time, in milliseconds. */
export interface Signs {
  openedMs: number
  /** When the client last gave a sign of life. */
  heardMs: number
  /** When it was last asked for one. */
  askedMs: number
  isSignedIn: boolean
  /** The login is under way: it has a deadline of its own. */
  isOpening: boolean
  /** A web page: browsers answer by themselves, and it is to be noticed within a minute that one is gone (webhooks.md 3). */
  isPage: boolean
}

const signInWithinMs = 10_000
const pageAskedAfterMs = 25_000
const pageGoneAfterMs = 60_000
const goneAfterMs = 400_000

/** What is to be done about a client. `gone`: nothing was heard for too long; `stranger`: it did not sign in. */
export function decideCare(
  { openedMs, heardMs, askedMs, isSignedIn, isOpening, isPage }: Signs,
  nowMs: number,
): 'nothing' | 'ask' | 'gone' | 'stranger' {
  if (!isSignedIn) return !isOpening && nowMs - openedMs > signInWithinMs ? 'stranger' : 'nothing'
  const silentMs = nowMs - heardMs
  if (silentMs > (isPage ? pageGoneAfterMs : goneAfterMs)) return 'gone'
  return isPage && silentMs > pageAskedAfterMs && askedMs <= heardMs ? 'ask' : 'nothing'
}
