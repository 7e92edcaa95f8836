import { Button, TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Form } from '../../../ui/Form.tsx'
import type { AppView } from '../useApp.ts'
import { ToolPage } from './ToolPage.tsx'
import styles from './tools.module.css'

/** **Auxiliary Tools** > **Push Message Tool**. */
export function PushMessageTool() {
  return <ToolPage title="Push Message Tool">{(app) => <UserStatusChecker app={app} />}</ToolPage>
}

function UserStatusChecker({ app }: { app: AppView }) {
  const [userId, setUserId] = useState('')
  const [asked, setAsked] = useState('')
  const answer = useAnswer('appUser.status', { sdkAppId: app.sdkAppId, userId: asked }, { enabled: asked !== '' })
  return (
    <Card title="User status checker">
      <Form
        className={styles.form}
        onSubmit={() => {
          setAsked(userId)
          if (asked === userId) void answer.refetch()
        }}
      >
        <TextInput
          label="UserID"
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
          required
          withAsterisk={false}
          autoComplete="off"
          spellCheck={false}
        />
        <Button type="submit">Get status</Button>
      </Form>
      {asked === '' ? null : (
        <Answer of={answer} waiting={<Bars rows={2} />}>
          {(status) => (
            <div className={styles.result} role="status">
              <FactRows facts={factsOf(asked, status)} />
            </div>
          )}
        </Answer>
      )}
    </Card>
  )
}

function factsOf(userId: string, { status, platforms }: Output<'appUser.status'>) {
  return [
    { label: 'UserID', value: userId },
    { label: 'Status', value: status },
    { label: 'Platform', value: platforms.join(', ') || '–' },
  ]
}
