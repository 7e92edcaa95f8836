import { useSyncExternalStore } from 'react'

let connected = true
const listeners = new Set<() => void>()

/** Whether the server could be reached the last time. Every call says how it went; the bar under the top bar shows it. */
export const connection = {
  lost: () => set(false),
  found: () => set(true),
}

export function useConnected(): boolean {
  return useSyncExternalStore(subscribe, () => connected)
}

/** Asks the server once whether it is there. */
export async function lookForServer(): Promise<boolean> {
  const answer = await fetch('/healthz').catch(() => null)
  return answer?.ok ?? false
}

function set(now: boolean) {
  if (connected === now) return
  connected = now
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
