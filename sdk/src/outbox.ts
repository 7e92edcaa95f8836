import { ConnectionLost, QueueFull, Refused } from './errors.ts'

interface Parts {
  call(command: string, input: unknown): Promise<unknown>
  /** Resolves when there is a connection; rejects when there will be none. */
  whenConnected(): Promise<void>
  waitMs(ms: number): Promise<void>
  /** Technical time in milliseconds. */
  time(): number
  waitingMax: number
  giveUpAfterMs: number
}

/** Refusals that say "not now". */
const passing: readonly string[] = ['busy', 'database_away', 'rate_limit']

/**
 * What is said waits here until the server has it. Of one conversation one message after the other is on its way, so their order holds;
 * an unanswered one is said again as it was, and its `random` makes it one message.
 */
export function createOutbox({ call, whenConnected, waitMs, time, waitingMax, giveUpAfterMs }: Parts) {
  const lines = new Map<string, Promise<unknown>>()
  let waiting = 0

  async function sayUntilAnswered(command: string, input: unknown): Promise<unknown> {
    const until = time() + giveUpAfterMs
    for (let attempt = 0; ; attempt++) {
      try {
        await whenConnected()
        return await call(command, input)
      } catch (error) {
        const mayPass = error instanceof ConnectionLost || (error instanceof Refused && passing.includes(error.code))
        if (!mayPass || time() >= until) throw error
        if (error instanceof Refused) await waitMs(Math.min(2_000, 100 * 2 ** attempt))
      }
    }
  }

  return {
    send(line: string, command: string, input: unknown): Promise<unknown> {
      if (waiting >= waitingMax) return Promise.reject(new QueueFull(`More than ${waitingMax} messages wait for the server.`))
      waiting++
      const before = lines.get(line) ?? Promise.resolve()
      const sent = before
        .then(() => sayUntilAnswered(command, input))
        .finally(() => {
          waiting--
          if (lines.get(line) === settled) lines.delete(line)
        })
      const settled = sent.catch(() => {})
      lines.set(line, settled)
      return sent
    },
  }
}
