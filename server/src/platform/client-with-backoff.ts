import pg from 'pg'

/** A client whose pool could not connect lately waits before it tries again: longer each time, up to a second, and not all at once. */
export function clientWithBackoff() {
  let failures = 0
  let notBefore = 0
  return class extends pg.Client {
    override connect(...given: unknown[]) {
      const done = given[0] as (error?: Error, client?: unknown) => void
      const attempt = () =>
        super.connect((error: Error | null) => {
          failures = error ? failures + 1 : 0
          if (error) notBefore = performance.now() + Math.min(1_000, 25 * 2 ** failures) * (0.5 + Math.random() / 2)
          done(error ?? undefined, this)
        })
      const waitMs = failures === 0 ? 0 : notBefore - performance.now()
      if (waitMs > 0) setTimeout(attempt, waitMs)
      else attempt()
      return undefined as never
    }
  }
}
