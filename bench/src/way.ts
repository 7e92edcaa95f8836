/** Says one thing; `number` is new every time. */
export type Say = (number: number) => Promise<void>

/** One of the things that are compared: as many senders as there are in flight. */
export interface Way {
  what: string
  open(inFlight: number): Promise<{ says: Say[]; close(): void | Promise<void> }>
}

let count = 0

/** Each sender says the next thing when the last one is acknowledged. `times` in milliseconds. */
export async function measure(way: Way, inFlight: number, forMs: number) {
  const { says, close } = await way.open(inFlight)
  const times: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    says.map(async (say) => {
      while (performance.now() - startedAt < forMs) {
        const saidAt = performance.now()
        await say(++count)
        times.push(performance.now() - saidAt)
      }
    }),
  )
  const rate = times.length / ((performance.now() - startedAt) / 1000)
  await close()
  return { rate, times }
}
