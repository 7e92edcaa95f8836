interface Parts<T> {
  numberOf(item: T): number
  /** What came after a number, in order; `newest` is the last there is. What is missing up to it is not kept any more. */
  load(after: number): Promise<{ items: T[]; newest: number }>
  deliver(item: T): void
}

/** Things that are numbered one by one, each heard once and in order: what was left out is asked for. */
export function numbered<T>(known: number, { numberOf, load, deliver }: Parts<T>) {
  const waiting = new Map<number, T>()
  let filling: Promise<void> | null = null

  function drain(): void {
    for (const number of waiting.keys()) if (number <= known) waiting.delete(number)
    for (let next = waiting.get(known + 1); next !== undefined; next = waiting.get(known + 1)) {
      waiting.delete(++known)
      deliver(next)
    }
  }

  async function fill(newest: number): Promise<void> {
    while (known < newest) {
      const page = await load(known)
      for (const item of page.items) waiting.set(numberOf(item), item)
      const [first] = page.items
      known = Math.max(known, first === undefined ? Math.max(newest, page.newest) : numberOf(first) - 1)
      drain()
    }
  }

  const self = {
    get known() {
      return known
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
