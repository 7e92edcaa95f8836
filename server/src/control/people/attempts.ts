import { isIPv6 } from 'node:net'
import { Refusal } from '@plenum/contract'

interface Entry {
  failures: number
  lastAt: number
}

const rules = {
  email: { freeFailures: 5 },
  /** Many people may share an address. */
  address: { freeFailures: 50 },
}
type Kind = keyof typeof rules
export type AttemptKeys = { [kind in Kind]?: string }

const delaySeconds = { first: 10, max: 300 }
const forgottenAfterSeconds = 24 * 60 * 60
const entriesMax = 20_000

/**
 * Slows down whoever tries passwords: after some free failures there is a wait, and each further one doubles it, by e-mail address (known or not) and by
 * where the call came from. In memory and bounded: those that failed longest ago are forgotten first. Time is technical time.
 */
export function createAttempts() {
  const entries = new Map<string, Entry>()

  /** Refuses while one of the keys has to wait. A refused try does not count, so waiting helps. */
  function refuseIfTooMany(keys: AttemptKeys, now: Date): void {
    const seconds = Math.max(0, ...eachKey(keys).map(([kind, key]) => secondsToWait(kind, key, now)))
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

  /** It was the right one after all. A password that is known clears the person, not the place. */
  function succeed(keys: AttemptKeys): void {
    for (const [kind, key] of eachKey(keys)) {
      const entry = entries.get(key)
      if (kind === 'email' || !entry || entry.failures <= 1) entries.delete(key)
      else entry.failures--
    }
  }

  function secondsToWait(kind: Kind, key: string, now: Date): number {
    const entry = entries.get(key)
    if (!entry) return 0
    const passed = (now.getTime() - entry.lastAt) / 1000
    if (passed > forgottenAfterSeconds) {
      entries.delete(key)
      return 0
    }
    const over = entry.failures - rules[kind].freeFailures
    return over < 0 ? 0 : Math.max(0, Math.ceil(Math.min(delaySeconds.first * 2 ** over, delaySeconds.max) - passed))
  }

  return { refuseIfTooMany, fail, begin, succeed, size: () => entries.size }
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

function eachKey(keys: AttemptKeys): [Kind, string][] {
  return (Object.entries(keys) as [Kind, string][]).map(([kind, value]) => [
    kind,
    `${kind} ${kind === 'address' ? networkOf(value) : value}`,
  ])
}

/** Whoever has one IPv6 address has a whole /64 of them. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0')
  return [...groups, ...zeros, ...after].slice(0, 4).join(':')
}
