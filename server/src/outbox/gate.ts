/** At most so many at a time; the others wait in the order in which they came. */
export function createGate(max: number) {
  const waiting: (() => void)[] = []
  let inside = 0
  return {
    async pass<T>(task: () => Promise<T>): Promise<T> {
      if (inside >= max) await new Promise<void>((enter) => waiting.push(enter))
      else inside++
      try {
        return await task()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else inside--
      }
    },
    get inside() {
      return inside
    },
    get waiting() {
      return waiting.length
    },
  }
}

export type Gate = ReturnType<typeof createGate>
