import { Button, Textarea, TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Answer, Bars, NotAllowed } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Form } from '../../../ui/Form.tsx'
import type { AppView } from '../useApp.ts'
import { whyNot } from '../words.ts'
import { heldText, remedies } from './causes.ts'
import styles from './tools.module.css'

export function Verification({ app }: { app: AppView }) {
  const [userId, setUserId] = useState('')
  const [userSig, setUserSig] = useState('')
  const [asked, setAsked] = useState<{ userId: string; userSig: string } | null>(null)
  const reason = whyNot(app, 'develop')
  const answer = useAnswer(
    'userSig.verify',
    { sdkAppId: app.sdkAppId, userId: asked?.userId ?? '', userSig: asked?.userSig ?? '' },
    { enabled: asked !== null },
  )
  return (
    <Card title="Verify UserSig">
      <Form
        className={styles.form}
        onSubmit={() => {
          setAsked({ userId, userSig })
          if (asked?.userId === userId && asked.userSig === userSig) void answer.refetch()
        }}
      >
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
        <Textarea
          className={styles.wide ?? ''}
          label="UserSig"
          rows={4}
          value={userSig}
          onChange={(event) => setUserSig(event.currentTarget.value)}
          disabled={Boolean(reason)}
          spellCheck={false}
        />
        <Button type="submit" variant="default" disabled={Boolean(reason)}>
          Verify
        </Button>
      </Form>
      {reason ? <NotAllowed>{reason}</NotAllowed> : null}
      {asked ? (
        <Answer of={answer} waiting={<Bars rows={3} />}>
          {(answer) => <Outcome {...answer} />}
        </Answer>
      ) : null}
    </Card>
  )
}

function Outcome({ verified, refused }: Output<'userSig.verify'>) {
  const dates = useDates()
  if (refused) {
    return (
      <div className={styles.result} role="status">
        <p className={styles.bad}>{refused.message}</p>
        <p>{remedies[refused.code]}</p>
        <code>
          {refused.number} {refused.code}
        </code>
      </div>
    )
  }
  if (!verified) return null
  return (
    <div className={styles.result} role="status">
      <p className={styles.ok}>It holds.</p>
      <FactRows
        facts={[
          { label: 'SDKAppID', value: verified.sdkAppId },
          { label: 'UserID', value: verified.userId },
          { label: 'Time of generation', value: dates.moment(verified.issuedAt, { seconds: true }) },
          { label: 'Length of validity', value: heldText(verified.heldSeconds) },
          { label: 'Time of expiry', value: dates.moment(verified.expiresAt, { seconds: true }) },
        ]}
      />
    </div>
  )
}
