import { addLiveDays, type LiveDay } from '../../limits/live-days.ts'
import type { Sql } from '../../platform/database.ts'
import { gather } from '../../platform/gather.ts'

const writeEveryMs = 5_000

/** Logins of each day, and how many users were online at once: counted in memory, and written down every few seconds and at the end. */
export function countLiveDays({
  sql,
  countUsers,
  onError,
}: {
  sql: Sql
  countUsers(sdkAppId: number): number
  onError(error: unknown): void
}) {
  let unwritten = new Map<string, LiveDay>()

  const write = gather(async (calls: null[]) => {
    const days = unwritten
    if (days.size === 0) return calls
    unwritten = new Map()
    try {
      await addLiveDays(sql, [...days.values()])
    } catch (error) {
      for (const day of days.values()) add(day)
      throw error
    }
    return calls
  })
  const timer = setInterval(() => void write(null).catch(onError), writeEveryMs)
  timer.unref()

  function add({ sdkAppId, day, logins, onlinePeak }: LiveDay): void {
    const key = `${sdkAppId} ${day}`
    const known = unwritten.get(key) ?? { sdkAppId, day, logins: 0, onlinePeak: 0 }
    unwritten.set(key, { ...known, logins: known.logins + logins, onlinePeak: Math.max(known.onlinePeak, onlinePeak) })
  }

  return {
    /** Who is connected now counts along. */
    noteLogin: (sdkAppId: number, day: string): void => add({ sdkAppId, day, logins: 1, onlinePeak: countUsers(sdkAppId) }),
    write: async (): Promise<void> => void (await write(null)),
    async stop(): Promise<void> {
      clearInterval(timer)
      await write(null).catch(onError)
    },
  }
}
