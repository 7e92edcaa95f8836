import { useEffect } from 'react'

/** A new answer may take away or disable the button that has the focus; then one reads on from the title of the page. */
export function useFocusKept() {
  useEffect(() => {
    let focused: Element | null = null
    function remember({ target }: FocusEvent) {
      const inPage = target instanceof Element && target.closest('main')
      focused = inPage ? target : null
    }
    const observer = new MutationObserver(() => {
      if (!focused || (focused.isConnected && !focused.matches(':disabled:not([data-loading])'))) return
      const isLost = document.activeElement === document.body || document.activeElement === focused
      focused = null
      if (isLost) document.querySelector('h1')?.focus({ preventScroll: true })
    })

    document.addEventListener('focusin', remember)
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', remember)
      observer.disconnect()
    }
  }, [])
}
