import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useDates } from '../../../ui/dates.ts'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Refused } from '../../../ui/Refused.tsx'
import type { AppView } from '../useApp.ts'
import { whyNot } from '../words.ts'
import styles from './tools.module.css'

const heldDays = 180

export function Generator({ app }: { app: AppView }) {
  const dates = useDates()
  const create = useChange('userSig.create')
  const [userId, setUserId] = useState('')
  const reason = whyNot(app, 'key')
  const made = create.data
  return (
    <Card title="Generate UserSig">
      <p className={styles.below}>
        For tests: it holds for {heldDays} days and is made with the key of this app. In service your own server makes them. The ledger page
        records who made one.
      </p>
      <Form className={styles.form} onSubmit={() => create.mutate({ sdkAppId: app.sdkAppId, userId, forDays: heldDays })}>
        <TextInput
          label="UserID"
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
          required
          withAsterisk={false}
          disabled={Boolean(reason)}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit" loading={create.isPending} disabled={Boolean(reason)}>
          Generate UserSig
        </Button>
      </Form>
      {reason ? <NotAllowed>{reason}</NotAllowed> : null}
      {create.error ? <Refused failure={create.error} /> : null}
      {made ? (
        <div className={styles.result} role="status">
          <p>
            For {made.userId}, until {dates.moment(made.expiresAt)}
          </p>
          <code className={styles.signature}>{made.userSig}</code>
          <CopyButton value={made.userSig} what="UserSig" withWord word="Copy UserSig" />
        </div>
      ) : null}
    </Card>
  )
}
