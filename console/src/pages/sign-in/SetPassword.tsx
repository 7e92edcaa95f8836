import { Button, PasswordInput } from '@mantine/core'
import { Link as RouterLink, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Form } from '../../ui/Form.tsx'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Doorway.module.css'
import { Doorway, useEnter } from './Doorway.tsx'

export function SetPassword() {
  const { token } = useSearch({ from: '/set-password' })
  const enter = useEnter()
  const reset = useChange('session.resetPassword')
  const [newPassword, setNewPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    reset.mutate({ token, newPassword }, { onSuccess: (answer) => enter(answer) })
  }

  return (
    <Doorway
      title="Set password"
      below="Afterwards you are signed in here, and signed out everywhere else."
      otherwise={<RouterLink to="/sign-in">Back to sign in</RouterLink>}
    >
      <Form className={styles.form} onSubmit={submit}>
        <PasswordInput
          label="New password"
          description="10 to 128 characters."
          autoComplete="new-password"
          autoFocus
          required
          value={newPassword}
          onChange={(event) => setNewPassword(event.currentTarget.value)}
        />
        {reset.error ? <Refused failure={reset.error} /> : null}
        <Button type="submit" fullWidth loading={reset.isPending}>
          Set password
        </Button>
      </Form>
    </Doorway>
  )
}
