import { useState } from 'react'
import { flushSync } from 'react-dom'

/** Which of the page's dialogs is open. Each opening starts afresh; a closed one stays mounted, so that it fades and gives the focus back. */
export function useDialogs<Name extends string>(first: Name | null = null) {
  const [{ name, opening }, set] = useState({ name: first, opening: 0 })

  function open(name: Name) {
    // First a fresh one that is closed, then it opens: a dialog that is born open does not know where the focus came from.
    flushSync(() => set((before) => ({ name: null, opening: before.opening + 1 })))
    set((before) => ({ ...before, name }))
  }

  return {
    /** To be the dialogs' key. */
    opening,
    open,
    of: (one: Name) => ({ opened: name === one, onClose: () => set((before) => ({ ...before, name: null })) }),
  }
}
