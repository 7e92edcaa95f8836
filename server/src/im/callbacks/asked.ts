import { type Asked, forgetAskedAbove, writeAsked } from '../../outbox/asked-store.ts'
import { technicalNow } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'

const writeEveryMs = 1_000
const keepMs = 72 * 60 * 60 * 1000
/** Of an app. */
const keptMax = 1_000
/** Of an app and one writing: of many the first are shown, and those that were not simply allowed before all others. */
const writtenMax = 20
const answerCharactersMax = 2_048

/**
 * What apps were asked before something happened, for **Last deliveries**: gathered in memory and written once a second, beside the road.
 * A process that is killed loses its last second of them.
 */
export function keepAsked({ sql, log }: { sql: Database; log: Log }) {
  let gathered = new Map<string, Asked[]>()
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const written = gathered
    gathered = new Map()
    if (written.size === 0) return
    try {
      await writeAsked(sql, [...written.values()].flat(), new Date(technicalNow().getTime() + keepMs))
      await forgetAskedAbove(sql, [...written.keys()], keptMax)
    } catch (error) {
      log.warn({ err: error }, 'what apps were asked was not written down')
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    last = last.then(write)
    return last
  }

  return {
    note(asked: Asked): void {
      const ofApp = gathered.get(asked.receiver) ?? []
      gathered.set(asked.receiver, ofApp)
      const { answer } = asked
      const kept = { ...asked, answer: { ...answer, text: answer.text.slice(0, answerCharactersMax).replaceAll('\0', '') } }
      if (ofApp.length < writtenMax) ofApp.push(kept)
      else if (asked.verdict !== 'allowed') {
        const plain = ofApp.findIndex(({ verdict }) => verdict === 'allowed')
        if (plain !== -1) ofApp.splice(plain, 1, kept)
      }
      timer ??= setTimeout(() => void flush(), writeEveryMs).unref()
    },
    stop: flush,
  }
}

export type KeepAsked = ReturnType<typeof keepAsked>
