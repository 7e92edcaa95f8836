import { type FormEvent, type ReactNode, useState } from 'react'
import styles from './Faces.module.css'

interface FormProps {
  onSubmit: (event: FormEvent) => void
  className?: string | undefined
  children: ReactNode
}

/** What is missing is said in our words, below the fields, and the focus goes there; the browser's own bubble does not appear. */
export function Form({ onSubmit, className, children }: FormProps) {
  const [missing, setMissing] = useState<string | null>(null)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const wrong = [...event.currentTarget.querySelectorAll('input')].find((input) => !input.validity.valid)
    setMissing(wrong ? whatIsWrong(wrong) : null)
    if (wrong) wrong.focus()
    else onSubmit(event)
  }

  return (
    <form className={className} onSubmit={submit} onInput={() => setMissing(null)} noValidate>
      {children}
      {missing ? (
        <p className={styles.missing} role="alert">
          {missing}
        </p>
      ) : null}
    </form>
  )
}

function whatIsWrong(input: HTMLInputElement): string {
  const name = input.labels?.[0]?.textContent?.replace(/\W+$/, '') ?? 'A field'
  if (input.validity.valueMissing) return `${name} is missing.`
  return input.type === 'email' ? 'This is not an e-mail address.' : `${name} is not right yet.`
}
