import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link as RouterLink, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import styles from './Doorway.module.css'
import { Doorway, useEnter } from './Doorway.tsx'
import { DoorwayForm } from './DoorwayForm.tsx'

export function SignIn() {
  const { next } = useSearch({ from: '/sign-in' })
  const enter = useEnter()
  const session = useAnswer('session.get', {}).data
  const signIn = useChange('session.signIn')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  function submit() {
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
      <DoorwayForm
        onSubmit={submit}
        refused={signIn.error}
        action={
          <Button type="submit" fullWidth loading={signIn.isPending}>
            Sign in
          </Button>
        }
      >
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
      </DoorwayForm>
    </Doorway>
  )
}
