import type { ReactNode } from 'react'
import styles from './Link.module.css'

interface LinkProps {
  onClick: () => void
  disabled?: boolean
  /** Words for a reader of the screen when the visible ones repeat on the page: "Edit Basic Info". */
  label?: string
  tone?: 'accent' | 'ink' | 'bad'
  children: ReactNode
}

/** A quiet action in words: **Edit**, **Add Admin**, **Delete**. Addresses use the router's `Link`. */
export function Link({ onClick, disabled = false, label, tone = 'accent', children }: LinkProps) {
  return (
    <button type="button" className={styles.link} data-tone={tone} onClick={onClick} disabled={disabled} aria-label={label}>
      {children}
    </button>
  )
}
