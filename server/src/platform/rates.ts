const windowsMax = 10_000

/** Counts calls in windows of technical time, of one second unless said otherwise; `key` says whose calls of what. Whoever was quiet the longest is forgotten first. */
export function countRates(nowMs: () => number = () => performance.now(), windowMs = 1000) {
  const windows = new Map<string, { startedAtMs: number; calls: number }>()

  /** False: there were `allowed` calls already. `passedAtMs`: when this call passed under another rate; it is judged anew. */
  return function mayCall(key: string, allowed: number, { passedAtMs = Number.NEGATIVE_INFINITY } = {}): boolean {
    const at = nowMs()
    const known = windows.get(key)
    const window = known && at - known.startedAtMs < windowMs ? known : { startedAtMs: at, calls: 0 }
    if (passedAtMs >= window.startedAtMs && window.calls > 0) window.calls--
    windows.delete(key)
    windows.set(key, window)
    if (windows.size > windowsMax) windows.delete(windows.keys().next().value!)
    if (window.calls >= allowed) return false
    window.calls++
    return true
  }
}
