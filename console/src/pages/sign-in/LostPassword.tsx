import { Button, TextInput } from '@mantine/core'
import { Link as RouterLink } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Answer } from '../../ui/Faces.tsx'
import { Form } from '../../ui/Form.tsx'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Doorway.module.css'
import { Doorway } from './Doorway.tsx'

/** A link comes by mail where mail is set up; elsewhere someone of the account makes it under People and hands it over. */
export function LostPassword() {
  const session = useAnswer('session.get', {})
  return (
    <Doorway title="Lost password" otherwise={<RouterLink to="/sign-in">Back to sign in</RouterLink>}>
      <Answer of={session}>
        {({ installation }) =>
          installation.mail ? (
            <LinkByMail />
          ) : (
            <p className={styles.below}>
              This installation sends no mail. Ask the owner or an administrator of your account for a new password link; they make it under
              People. Owners ask the operator.
            </p>
          )
        }
      </Answer>
    </Doorway>
  )
}

function LinkByMail() {
  const request = useChange('session.requestPasswordReset')
  const [email, setEmail] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    request.mutate({ email })
  }

  if (request.isSuccess) {
    return (
      <p className={styles.below} role="status">
        If {email} is known here, a link is on its way. It works once, for 24 hours.
      </p>
    )
  }
  return (
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
      {request.error ? <Refused failure={request.error} /> : null}
      <Button type="submit" fullWidth loading={request.isPending}>
        Send a link
      </Button>
    </Form>
  )
}
