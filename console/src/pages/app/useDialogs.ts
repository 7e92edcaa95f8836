import { useState } from 'react'

/** Which of the page's dialogs is open. Each opening starts afresh; a closed one stays mounted, so that it fades and gives the focus back. */
export function useDialogs<Name extends string>() {
  const [{ name, opening }, set] = useState<{ name: Name | null; opening: number }>({ name: null, opening: 0 })
  const close = () => set((before) => ({ ...before, name: null }))
  return {
    /** To be the dialogs' key. */
    opening,
    open: (name: Name) => set((before) => ({ name, opening: before.opening + 1 })),
    close,
    of: (one: Name) => ({ opened: name === one, onClose: close }),
  }
}
