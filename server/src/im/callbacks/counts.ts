import type { Answer } from '../../outbox/post.ts'
import type { Database } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'

const flushEveryMs = 2_000

/** CallBackReq and CallBackRsp: what is counted stands in memory for a moment, so that a call costs no statement. */
export function countCalls({ sql, log }: { sql: Database; log: Log }) {
  let counted = new Map<string, { appId: number; day: string; requests: number; answers: number }>()
  let timer: NodeJS.Timeout | undefined

  async function flush() {
    clearTimeout(timer)
    timer = undefined
    const days = [...counted.values()]
    counted = new Map()
    if (days.length === 0) return
    await sql`
      insert into callback_days (app_id, day, requests, answers)
      select * from unnest(
        ${days.map(({ appId }) => appId)}::bigint[], ${days.map(({ day }) => day)}::date[],
        ${days.map(({ requests }) => requests)}::bigint[], ${days.map(({ answers }) => answers)}::bigint[]
      ) order by 1, 2
      on conflict (app_id, day) do update set
        requests = callback_days.requests + excluded.requests, answers = callback_days.answers + excluded.answers`
  }

  return {
    note(appId: number, day: string, { status }: Answer) {
      const key = `${appId} ${day}`
      const one = counted.get(key) ?? { appId, day, requests: 0, answers: 0 }
      one.requests++
      if (status !== null) one.answers++
      counted.set(key, one)
      timer ??= setTimeout(
        () => void flush().catch((error: unknown) => log.warn({ err: error }, 'calls of callbacks were not counted')),
        flushEveryMs,
      )
    },
    flush,
  }
}

export type CountCalls = ReturnType<typeof countCalls>
