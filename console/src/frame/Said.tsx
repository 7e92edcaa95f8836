import { useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { say, useSaid } from '../data/said.ts'
import { CloseIcon } from '../ui/icons.tsx'
import styles from './Frame.module.css'

/** What was done on this page just now. */
export function Said() {
  const { pathname } = useLocation()
  const sentence = useSaid()
  useEffect(() => () => say(null), [pathname])
  return (
    <div role="status">
      {sentence ? (
        <div className={styles.said}>
          <p>{sentence}</p>
          <button type="button" className={styles.round} aria-label="Close this sentence" onClick={() => say(null)}>
            <CloseIcon size={16} />
          </button>
        </div>
      ) : null}
    </div>
  )
}
