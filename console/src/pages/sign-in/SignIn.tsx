import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link as RouterLink, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Form } from '../../ui/Form.tsx'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Doorway.module.css'
import { Doorway, useEnter } from './Doorway.tsx'

export function SignIn() {
  const { next } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const session = useAnswer('session.get', {}).data
  const signIn = useChange('session.signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate({ email, password }, { onSuccess: (answer) => enter(answer, next) })
  }

  return (
    <Doorway
      title="Sign in"
      otherwise={
        session?.installation.signUpOpen ? (
          <>
            New here? <RouterLink to="/sign-up">Sign up</RouterLink>
          </>
        ) : session ? (
          'Accounts are opened by the operator of this installation.'
        ) : null
      }
    >
      <Form className={styles.form} onSubmit={submit}>
        <TextInput
          label="E-mail address"
          type="email"
          autoComplete="username"
          autoFocus
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <div>
          <div className={styles.labelRow}>
            <label className="mantine-InputWrapper-label" htmlFor="password">
              Password
            </label>
            <RouterLink to="/lost-password">Lost password</RouterLink>
          </div>
          <PasswordInput
            id="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        {signIn.error ? <Refused failure={signIn.error} /> : null}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          Sign in
        </Button>
      </Form>
    </Doorway>
  )
}
