import type { Outgoing, Written } from './write-batch.ts'

const appsMax = 10_000

/**
 * The day of each app that this process wrote last. It is noted in `message_days` and stays there for as long as messages are said on it:
 * what was imported has days that may be swept meanwhile, and is never taken from memory.
 */
export function rememberDays() {
  const present = new Map<number, string>()
  return {
    knowsAll: (batch: Outgoing[]) => batch.every(({ sdkAppId, day, imported }) => !imported && present.get(sdkAppId) === day),
    /** After the commit. */
    note(batch: Outgoing[], written: Written[]): void {
      for (const [index, { sdkAppId, day }] of batch.entries()) {
        if (written[index]!.outcome !== 'sent' || present.get(sdkAppId) === day) continue
        present.set(sdkAppId, day)
        if (present.size > appsMax) present.delete(present.keys().next().value!)
      }
    },
  }
}
