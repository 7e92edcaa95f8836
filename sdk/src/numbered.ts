interface Parts<T> {
  numberOf(item: T): number
  /** What there is after a number, in order. Up to `reached` nothing else is to be had: numbers without an item are no holes. */
  load(after: number): Promise<{ items: T[]; reached: number }>
  deliver(item: T): void
}

/** Things that are numbered one by one, each heard once and in order: what was left out is asked for. */
export function numbered<T>(known: number, { numberOf, load, deliver }: Parts<T>) {
  const waiting = new Map<number, T>()
  let filling: Promise<void> | null = null

  function hear(item: T): void {
    if (numberOf(item) <= known) return
    known = numberOf(item)
    deliver(item)
  }

  function drain(): void {
    for (let next = waiting.get(known + 1); next !== undefined; next = waiting.get(known + 1)) hear(next)
    for (const number of waiting.keys()) if (number <= known) waiting.delete(number)
  }

  async function fill(newest: number): Promise<void> {
    while (known < newest) {
      const { items, reached } = await load(known)
      for (const item of items) hear(item)
      known = Math.max(known, items.length === 0 ? newest : reached)
      drain()
    }
  }

  const self = {
    get known() {
      return known
    },
    /** The highest number heard of. */
    get newest() {
      return Math.max(known, ...waiting.keys())
    },
    /** One that came by itself. */
    take(item: T): void {
      if (numberOf(item) <= known) return
      waiting.set(numberOf(item), item)
      drain()
      // A connection that is lost meanwhile asks again when it is back.
      if (waiting.size > 0) self.complete(numberOf(item)).catch(() => {})
    },
    /** Resolves when everything up to this number has been heard. */
    async complete(newest: number): Promise<void> {
      while (known < newest) {
        filling ??= fill(newest).finally(() => {
          filling = null
        })
        await filling
      }
    },
  }
  return self
}

export type Numbered<T> = ReturnType<typeof numbered<T>>
