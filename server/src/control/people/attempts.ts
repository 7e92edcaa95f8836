import { isIPv6 } from 'node:net'
import { Refusal } from '@plenum/contract'

interface Entry {
  failures: number
  lastAt: number
}

const longestSeconds = 300

/**
 * `freeFailures` have no wait; `forgiven`: the right password clears all of them, else only the try itself.
 * The sum of a person and that of an address are shared with strangers, so they are generous.
 */
const rules = {
  /** One person's password from one place. */
  pair: { freeFailures: 5, longestSeconds, forgiven: true },
  /** One person's password from all places but known devices. */
  person: { freeFailures: 100, longestSeconds: 60, forgiven: false },
  /** Many people may share an address. */
  address: { freeFailures: 50, longestSeconds, forgiven: false },
  /** Only who holds it guesses from a known device or in an open session. */
  device: { freeFailures: 5, longestSeconds, forgiven: true },
  session: { freeFailures: 5, longestSeconds, forgiven: true },
  /** Answers that tell whether an address is in use. */
  probe: { freeFailures: 20, longestSeconds, forgiven: false },
  /** Mails that somebody else orders. */
  mail: { freeFailures: 5, longestSeconds, forgiven: false },
  mailSum: { freeFailures: 20, longestSeconds, forgiven: false },
}
type Kind = keyof typeof rules
/** What a try counts for. */
export type AttemptKeys = { [kind in Kind]?: string }

const firstDelaySeconds = 10
const forgottenAfterSeconds = 24 * 60 * 60
const entriesMax = 20_000

/**
 * Slows down whoever tries passwords: after some free failures there is a wait, and each further one doubles it. In memory and bounded:
 * those that failed longest ago are forgotten first. Time is technical time.
 */
export function createAttempts() {
  const entries = new Map<string, Entry>()

  /** Refuses while one of the keys has to wait. A refused try does not count, so waiting helps. */
  function refuseIfTooMany(keys: AttemptKeys, now: Date): void {
    const seconds = secondsLeft(keys, now)
    if (seconds > 0) throw new Refusal('too_many_attempts', { seconds })
  }

  function fail(keys: AttemptKeys, now: Date): void {
    for (const [, key] of eachKey(keys)) {
      const failures = (entries.get(key)?.failures ?? 0) + 1
      entries.delete(key)
      entries.set(key, { failures, lastAt: now.getTime() })
    }
    for (const oldest of entries.keys()) {
      if (entries.size <= entriesMax) break
      entries.delete(oldest)
    }
  }

  /** Counts the try as failed before it is judged: many at once get no further than one after the other. */
  function begin(keys: AttemptKeys, now: Date): void {
    refuseIfTooMany(keys, now)
    fail(keys, now)
  }

  /** As `begin`, for what is left out rather than refused. */
  function mayBegin(keys: AttemptKeys, now: Date): boolean {
    if (secondsLeft(keys, now) > 0) return false
    fail(keys, now)
    return true
  }

  /** It was the right one after all. */
  function succeed(keys: AttemptKeys): void {
    for (const [kind, key] of eachKey(keys)) {
      const entry = entries.get(key)
      if (rules[kind].forgiven || !entry || entry.failures <= 1) entries.delete(key)
      else entry.failures--
    }
  }

  function secondsLeft(keys: AttemptKeys, now: Date): number {
    return Math.max(0, ...eachKey(keys).map(([kind, key]) => secondsToWait(kind, key, now)))
  }

  function secondsToWait(kind: Kind, key: string, now: Date): number {
    const entry = entries.get(key)
    if (!entry) return 0
    const passed = (now.getTime() - entry.lastAt) / 1000
    if (passed > forgottenAfterSeconds) {
      entries.delete(key)
      return 0
    }
    const { freeFailures, longestSeconds } = rules[kind]
    const over = entry.failures - freeFailures
    return over < 0 ? 0 : Math.max(0, Math.ceil(Math.min(firstDelaySeconds * 2 ** over, longestSeconds) - passed))
  }

  return { refuseIfTooMany, fail, begin, mayBegin, succeed, size: () => entries.size }
}

export type Attempts = ReturnType<typeof createAttempts>

const ofInstallation = new WeakMap<object, Attempts>()

/** One count for a running Plenum. */
export function attemptsOf(installation: object): Attempts {
  const known = ofInstallation.get(installation)
  if (known) return known
  const attempts = createAttempts()
  ofInstallation.set(installation, attempts)
  return attempts
}

/** Guessing from an address that is no known device: slow by address and person together, and by the sum of each. */
export function guessKeys(email: string, address: string): AttemptKeys {
  const network = networkOf(address)
  return { pair: `${email} ${network}`, person: email, address: network }
}

function eachKey(keys: AttemptKeys): [Kind, string][] {
  return (Object.entries(keys) as [Kind, string][]).map(([kind, value]) => [kind, `${kind} ${value}`])
}

/** Whoever has one IPv6 address has a whole /64 of them. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
