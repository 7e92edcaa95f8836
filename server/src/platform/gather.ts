interface Waiting<T, R> {
  item: T
  resolve(result: R): void
  reject(error: unknown): void
}

/**
 * One run at a time: what comes while it is under way goes together in the next, which so begins after each of its calls. No timer: who
 * comes alone waits for nobody. Results in the order of the items; a run that fails has failed for all of its calls.
 */
export function gather<T, R>(run: (items: T[]) => Promise<R[]>, countMax = 1_000): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let isRunning = false

  async function runAll(): Promise<void> {
    while (waiting.length > 0) {
      const together = waiting.splice(0, countMax)
      try {
        const results = await run(together.map(({ item }) => item))
        for (const [index, { resolve }] of together.entries()) resolve(results[index]!)
      } catch (error) {
        for (const { reject } of together) reject(error)
      }
    }
    isRunning = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isRunning) return
      isRunning = true
      // What comes in the same turn of the loop goes along.
      setImmediate(() => void runAll())
    })
}
