import { Button, TextInput } from '@mantine/core'
import { Link as RouterLink } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Answer } from '../../ui/Faces.tsx'
import { Form } from '../../ui/Form.tsx'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Doorway.module.css'
import { Doorway, useEnter } from './Doorway.tsx'
import { NameField, NewPasswordField } from './PersonFields.tsx'

export function SignUp() {
  const session = useAnswer('session.get', {})
  return (
    <Doorway
      title="Sign up"
      below="Opens an account with you as its owner. The first app is free."
      otherwise={
        <>
          Signed up before? <RouterLink to="/sign-in">Sign in</RouterLink>
        </>
      }
    >
      <Answer of={session}>
        {({ installation }) =>
          installation.signUpOpen ? (
            <SignUpForm />
          ) : (
            <div className={styles.form}>
              <Refused failure={{ code: 'sign_up_closed', message: 'Sign-up is closed here. Ask the operator for an invitation.' }} />
            </div>
          )
        }
      </Answer>
    </Doorway>
  )
}

function SignUpForm() {
  const enter = useEnter()
  const signUp = useChange('session.signUp')
  const [name, setName] = useState('')
  const [accountName, setAccountName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    const company = accountName.trim() === '' ? {} : { accountName }
    signUp.mutate({ name, email, password, ...company }, { onSuccess: (answer) => enter(answer) })
  }

  return (
    <Form className={styles.form} onSubmit={submit}>
      <NameField value={name} onChange={setName} />
      <TextInput
        label="Name of the account"
        description="Your company or team. Left empty, it is your name."
        autoComplete="organization"
        maxLength={80}
        value={accountName}
        onChange={(event) => setAccountName(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail address"
        type="email"
        autoComplete="username"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NewPasswordField value={password} onChange={setPassword} />
      {signUp.error ? <Refused failure={signUp.error} /> : null}
      <Button type="submit" fullWidth loading={signUp.isPending}>
        Sign up
      </Button>
    </Form>
  )
}
