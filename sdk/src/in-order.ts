/** Numbers of one conversation: from `from` to `to` there is nothing that is not among `messages`. */
export interface Page<M> {
  messages: M[]
  coveredFrom: number
  coveredTo: number
}

interface Parts<M> {
  /** The number before the first one that is to be heard. */
  heard: number
  numberOf(message: M): number
  /** What was said up to `through`, newest first. */
  load(through: number): Promise<Page<M>>
  deliver(message: M): void
  /** What waits behind a hole; beyond it is asked for again. */
  waitingMax?: number
}

/** The server knows less than what was asked for: it is asked again later. */
export class Uncovered extends Error {}

/** How many numbers are asked for at once: a hole of any size takes bounded memory. */
const portion = 100

/**
 * The messages of one conversation, each once and in the order of their numbers, however they come: early, twice, or not at all. What is
 * missing before a message is asked for; nothing behind it is delivered before.
 */
export function inOrder<M>({ heard: first, numberOf, load, deliver, waitingMax = 1_000 }: Parts<M>) {
  let heard = first
  /** The highest number known to exist. */
  let newest = first
  const waiting = new Map<number, M>()
  let filling: Promise<void> | null = null
  /** What was asked for before is not told after. */
  let forgotten = 0

  function drain(): void {
    for (let message = waiting.get(heard + 1); message !== undefined; message = waiting.get(heard + 1)) {
      waiting.delete(heard + 1)
      heard++
      deliver(message)
    }
  }

  async function fill(): Promise<void> {
    while (heard < newest) {
      const target = waiting.size > 0 ? Math.min(...waiting.keys()) - 1 : newest
      while (heard < target) await fillUpTo(Math.min(target, heard + portion))
      drain()
    }
  }

  /** From the top downwards, as the server answers; delivered from the bottom up. */
  async function fillUpTo(top: number): Promise<void> {
    const found: M[] = []
    const asked = forgotten
    for (let through = top; through > heard; ) {
      const { messages, coveredFrom, coveredTo } = await load(through)
      found.push(...messages)
      if (coveredFrom > through || coveredTo < through) throw new Uncovered()
      through = coveredFrom - 1
    }
    if (asked !== forgotten) return
    for (const message of found.sort((one, other) => numberOf(one) - numberOf(other))) {
      if (numberOf(message) <= heard || numberOf(message) > top) continue
      heard = numberOf(message)
      deliver(message)
    }
    heard = Math.max(heard, top)
    for (const number of waiting.keys()) if (number <= heard) waiting.delete(number)
  }

  return {
    get heard() {
      return heard
    },

    /** A message that came by itself. */
    take(message: M): void {
      const number = numberOf(message)
      newest = Math.max(newest, number)
      if (number <= heard) return
      if (waiting.size < waitingMax) waiting.set(number, message)
      drain()
    },

    /** There are messages up to this number. */
    knows(number: number): void {
      newest = Math.max(newest, number)
    },

    /** What was said up to this number is not for us. */
    passOver(number: number): void {
      heard = Math.max(heard, number)
      newest = Math.max(newest, number)
      for (const waited of waiting.keys()) if (waited <= heard) waiting.delete(waited)
      drain()
    },

    /** What waits or is under way is not for us any more; what still is, is asked for again. */
    forget(): void {
      forgotten++
      waiting.clear()
    },

    get hasHole(): boolean {
      return heard < newest
    },

    /** Asks for what is missing. Rejects when asking failed; what waits is kept. */
    async complete(): Promise<void> {
      while (heard < newest) {
        filling ??= fill().finally(() => {
          filling = null
        })
        await filling
      }
    },
  }
}

export type InOrder<M> = ReturnType<typeof inOrder<M>>
