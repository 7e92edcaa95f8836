import { useState } from 'react'
import { useSession } from './session.ts'

/**
 * A half-made choice. It outlives loading the page again, leaving it and coming back, and a session that ended; it ends with Cancel, with
 * Confirm, with signing out, and with the window.
 */
export function useDraft<T>(name: string, begin: () => T): { draft: T; setDraft: (next: T) => void; forget: () => void } {
  const { person } = useSession()
  const key = `plenum-draft ${person.personId} ${name}`
  const [draft, set] = useState<T>(() => read(key) ?? begin())
  return {
    draft,
    setDraft: (next) => {
      sessionStorage.setItem(key, JSON.stringify(next))
      set(next)
    },
    forget: () => sessionStorage.removeItem(key),
  }
}

/** Nothing half-made by one person may be found by the next. */
export function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('plenum-draft ')) sessionStorage.removeItem(key)
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}
