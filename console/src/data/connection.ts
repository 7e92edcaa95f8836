import { useSyncExternalStore } from 'react'

let connected = true
let timer: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

/** Whether the server could be reached the last time. Every call says how it went; the bar under the top bar shows it. */
export const connection = {
  lost: () => set(false),
  found: () => set(true),
}

export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected)
}

let looking: Promise<boolean> | undefined

/** A call that began while the connection broke may never be answered. */
const patienceMs = 2_500

/** Asks the server once whether it is there; who asks meanwhile gets the same answer. */
export function lookForServer(): Promise<boolean> {
  looking ??= fetch('/healthz', { signal: AbortSignal.timeout(patienceMs), cache: 'no-store' })
    .then(
      (answer) => answer.ok,
      () => false,
    )
    .finally(() => {
      looking = undefined
    })
  return looking
}

/** Settles once the server is known to be there. */
export function whenConnected(): Promise<void> {
  if (connected) return Promise.resolve()
  return new Promise((resolve) => {
    const unsubscribe = subscribe(() => {
      if (!connected) return
      unsubscribe()
      resolve()
    })
  })
}

function set(now: boolean) {
  if (connected === now) return
  connected = now
  clearInterval(timer)
  if (!connected) timer = setInterval(async () => (await lookForServer()) && set(true), 3_000)
  for (const listener of [...listeners]) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
