import { useSyncExternalStore } from 'react'

let said: string | null = null
const listeners = new Set<() => void>()

/** What was done just now and from when it holds: one sentence below the top bar, until another page opens. */
export function say(sentence: string | null) {
  said = sentence
  for (const listener of listeners) listener()
}

/** For `onSuccess`. */
export function saying(sentence: string, next: () => void): () => void {
  return () => {
    say(sentence)
    next()
  }
}

export function useSaid(): string | null {
  return useSyncExternalStore(subscribe, () => said)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
