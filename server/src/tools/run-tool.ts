import { tellFailure } from '../platform/problem.ts'

/** Runs a tool to its end. Told to stop, it gives up what it does and ends what it has begun. */
export function runTool(task: (signal: AbortSignal) => Promise<void>) {
  const stopping = new AbortController()
  process.once('SIGTERM', () => stopping.abort())
  process.once('SIGINT', () => stopping.abort())
  task(stopping.signal).catch((error: unknown) => {
    if (!stopping.signal.aborted) tellFailure(error)
    process.exitCode = 1
  })
}
