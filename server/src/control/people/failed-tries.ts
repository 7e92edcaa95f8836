import { technicalNow } from '../../platform/clock.ts'
import { recordAudit, system } from '../../records/audit.ts'
import type { Context } from '../../road/context.ts'
import { networkOf } from './attempts.ts'
import { findPersonByEmail } from './persons-store.ts'

const dayMs = 24 * 60 * 60 * 1000
const countersMax = 10_000
/** Entries of one account in a day; addresses that nobody has share one. */
const listedMax = 100

/**
 * A try that failed or was refused, in the audit of the person's account. A flood is gathered: of one kind, person and place the first try
 * of a day has an entry, then the tenth, the hundredth and so on; and of one account a hundred entries, then every tenfold.
 */
export async function recordFailedTry({ installation, request, sql, now, day }: Context, email: string, action: string) {
  const { tries, entries } = countersOf(installation)
  const times = tries.next(`${action} ${email} ${networkOf(request.address)}`)
  if (!isPowerOfTen(times)) return
  const person = await findPersonByEmail(sql, email)
  const accountId = person?.accountId ?? null
  const listed = entries.next(String(accountId))
  if (listed > listedMax && !isPowerOfTen(listed)) return

  const changes = [{ field: 'Times today', before: null, after: String(times) }]
  if (listed >= listedMax) changes.push({ field: 'Persons and places today', before: null, after: String(listed) })
  await recordAudit(sql, {
    at: now,
    day,
    accountId,
    category: 'people',
    action,
    actor: system,
    address: request.address,
    changes,
    note: email,
  })
}

/** Counts by key, each for a day of technical time from its first. Bounded: what began longest ago is forgotten first. */
function createCounter() {
  const counters = new Map<string, { count: number; since: number }>()
  return {
    next(key: string): number {
      const at = technicalNow().getTime()
      const known = counters.get(key)
      if (known && at - known.since < dayMs) return ++known.count
      counters.delete(key)
      counters.set(key, { count: 1, since: at })
      if (counters.size > countersMax) counters.delete(counters.keys().next().value!)
      return 1
    },
  }
}

const ofInstallation = new WeakMap<object, { tries: Counter; entries: Counter }>()
type Counter = ReturnType<typeof createCounter>

function countersOf(installation: object) {
  const known = ofInstallation.get(installation)
  if (known) return known
  const counters = { tries: createCounter(), entries: createCounter() }
  ofInstallation.set(installation, counters)
  return counters
}

function isPowerOfTen(count: number): boolean {
  return /^10*$/.test(String(count))
}
