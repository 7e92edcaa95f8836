const windowsMax = 10_000

/** Counts calls in windows of technical time, of one second unless said otherwise; `key` says whose calls of what. Whoever was quiet the longest is forgotten first. */
export function countRates(nowMs: () => number = () => performance.now(), windowMs = 1000) {
  const windows = new Map<string, { startedAtMs: number; calls: number }>()

  /** False: there were `allowed` calls already. `again`: this call passed under another rate, and is judged anew. */
  return function mayCall(key: string, allowed: number, { again = false } = {}): boolean {
    const at = nowMs()
    const known = windows.get(key)
    const window = known && at - known.startedAtMs < windowMs ? known : { startedAtMs: at, calls: 0 }
    if (again && window.calls > 0) window.calls--
    windows.delete(key)
    windows.set(key, window)
    if (windows.size > windowsMax) windows.delete(windows.keys().next().value!)
    if (window.calls >= allowed) return false
    window.calls++
    return true
  }
}
