import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { SearchIcon } from '../../ui/icons.tsx'
import styles from '../Frame.module.css'
import { part } from '../part.tsx'

const Palette = lazy(() => part(() => import('./Palette.tsx'), 'Palette')().then(({ Palette }) => ({ default: Palette })))

const isMac = /Mac|iPhone|iPad/.test(navigator.platform)

/** Opens the palette, as Ctrl-K and Cmd-K do. Its script is loaded with the first opening. */
export function PaletteButton() {
  const [{ opened, used }, set] = useState({ opened: false, used: false })

  const opener = useRef<Element | null>(null)

  useEffect(() => {
    function toggle(event: globalThis.KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      event.preventDefault()
      // A dialog that is open has something half-made in it.
      opener.current = rememberedBy(opener.current)
      const isBusy = document.querySelector('[role="dialog"]') !== null
      set((before) => ({ opened: before.opened ? false : !isBusy, used: before.used || !isBusy }))
    }
    window.addEventListener('keydown', toggle)
    return () => window.removeEventListener('keydown', toggle)
  }, [])

  /** Where another page opened the focus is that page's. */
  function giveFocusBack() {
    const before = opener.current
    opener.current = null
    setTimeout(() => {
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    })
  }

  return (
    <>
      <button
        type="button"
        className={styles.round}
        aria-label={`Go to a page or an app, ${isMac ? 'Command' : 'Ctrl'}-K`}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => {
          opener.current = currentTarget
          set({ opened: true, used: true })
        }}
      >
        <SearchIcon />
      </button>
      {used ? (
        <Suspense fallback={null}>
          <Palette opened={opened} onClose={() => set((before) => ({ ...before, opened: false }))} onClosed={giveFocusBack} />
        </Suspense>
      ) : null}
    </>
  )
}

/** The palette's own field is not where one came from. */
function rememberedBy(before: Element | null): Element | null {
  const { activeElement } = document
  return activeElement?.closest('[role="dialog"]') ? before : activeElement
}
