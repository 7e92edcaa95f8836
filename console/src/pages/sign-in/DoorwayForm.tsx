import { type FormEvent, type ReactNode, useState } from 'react'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Doorway.module.css'

interface DoorwayFormProps {
  onSubmit: () => void
  /** Of the server. */
  refused: { code: string; message: string } | null
  /** The button. */
  action: ReactNode
  children: ReactNode
}

/** What is missing is said in our words, and one stands in the field that misses it. */
export function DoorwayForm({ onSubmit, refused, action, children }: DoorwayFormProps) {
  const [missing, setMissing] = useState<string | null>(null)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const field = event.currentTarget.querySelector<HTMLInputElement>('input:invalid')
    setMissing(field ? whatIsWrong(field) : null)
    if (field) field.focus()
    else onSubmit()
  }

  return (
    <form className={styles.form} onSubmit={submit} onInput={() => setMissing(null)} noValidate>
      {children}
      {missing ? (
        <p className={styles.missing} role="alert">
          {missing}
        </p>
      ) : refused ? (
        <Refused failure={refused} />
      ) : null}
      {action}
    </form>
  )
}

function whatIsWrong(field: HTMLInputElement): string {
  const name = field.labels?.[0]?.textContent?.replace('*', '').trim() ?? 'This field'
  return field.validity.valueMissing ? `${name} is missing.` : `${name} has another form.`
}
