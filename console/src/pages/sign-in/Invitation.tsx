import { Button, TextInput } from '@mantine/core'
import { Link as RouterLink, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Answer } from '../../ui/Faces.tsx'
import { Form } from '../../ui/Form.tsx'
import { Refused } from '../../ui/Refused.tsx'
import { roleName } from '../people/roles.ts'
import styles from './Doorway.module.css'
import { Doorway, useEnter } from './Doorway.tsx'
import { NameField, NewPasswordField } from './PersonFields.tsx'

export function Invitation() {
  const { token } = useSearch({ from: '/accept' })
  const invitation = useAnswer('session.readInvitation', { token })
  if (invitation.error) {
    return (
      <Doorway title="Invitation" otherwise={<RouterLink to="/sign-in">Sign in</RouterLink>}>
        <div className={styles.form}>
          <Refused failure={invitation.error} />
        </div>
      </Doorway>
    )
  }
  return (
    <Answer of={invitation} waiting={null}>
      {(offer) => (
        <Doorway
          title={`Join ${offer.accountName}`}
          below={
            offer.role === 'owner'
              ? `${offer.invitedBy} opens this account for you. You will be its owner.`
              : `${offer.invitedBy} invites you. Your role: ${roleName(offer.role)}.`
          }
          otherwise="This link works once."
        >
          <AcceptForm token={token} email={offer.email} />
        </Doorway>
      )}
    </Answer>
  )
}

function AcceptForm({ token, email }: { token: string; email: string }) {
  const enter = useEnter()
  const accept = useChange('session.acceptInvitation')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    accept.mutate({ token, name, password }, { onSuccess: (answer) => enter(answer) })
  }

  return (
    <Form className={styles.form} onSubmit={submit}>
      <TextInput label="E-mail address" type="email" autoComplete="username" value={email} readOnly />
      <NameField value={name} onChange={setName} />
      <NewPasswordField value={password} onChange={setPassword} />
      {accept.error ? <Refused failure={accept.error} /> : null}
      <Button type="submit" fullWidth loading={accept.isPending}>
        Join
      </Button>
    </Form>
  )
}
