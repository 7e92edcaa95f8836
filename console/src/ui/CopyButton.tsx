import { useEffect, useState } from 'react'
import styles from './CopyButton.module.css'
import { CheckIcon, CopyIcon } from './icons.tsx'

interface CopyProps {
  value: string
  /** What is copied, for readers of the screen: "SDKAppID". */
  what: string
  /** Shows the word **Copy** beside the sign. */
  withWord?: boolean
  /** Another word. */
  word?: string
}

/** Copies a value; says "Copied" for two seconds. */
export function CopyButton({ value, what, withWord = false, word = 'Copy' }: CopyProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  return (
    <button
      type="button"
      className={styles.copy}
      data-word={withWord || undefined}
      aria-label={copied ? 'Copied' : `Copy ${what}`}
      onClick={(event) => {
        event.preventDefault()
        event.stopPropagation()
        void copy(value).then(setCopied)
      }}
    >
      {copied ? <CheckIcon size={16} /> : <CopyIcon size={16} />}
      {withWord ? <span>{copied ? 'Copied' : word}</span> : null}
      <span className={styles.said} aria-live="polite">
        {copied ? 'Copied' : ''}
      </span>
    </button>
  )
}

/** Browsers offer the clipboard only over TLS and on localhost; elsewhere a selection does it. */
async function copy(value: string): Promise<boolean> {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(value).then(
      () => true,
      () => false,
    )
  }
  const field = document.createElement('textarea')
  field.value = value
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  return done
}
