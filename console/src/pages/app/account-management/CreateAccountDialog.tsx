import { Radio, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

export function CreateAccountDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const create = useChange('appUser.create')
  const [type, setType] = useState<'General' | 'Admin'>('General')
  const [userId, setUserId] = useState('')
  const [nick, setNick] = useState('')
  const [faceUrl, setFaceUrl] = useState('')
  const fits = /^[\x20-\x7e]{1,32}$/.test(userId)
  const full = app.admins.length >= app.adminsAllowed
  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Create account"
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          create.mutate({ sdkAppId: app.sdkAppId, type, userId, nick, faceUrl }, { onSuccess: saying(`${userId} is created.`, onClose) }),
        disabled: !fits,
        waiting: create.isPending,
      }}
      refused={create.error}
    >
      <div className={styles.fields}>
        <Radio.Group label="Account Type" value={type} onChange={(value) => setType(value as typeof type)}>
          <div className={styles.pair}>
            <Radio value="General" label="General" />
            <Radio
              value="Admin"
              label="Admin"
              disabled={full}
              description={
                full ? `An app has at most ${app.adminsAllowed} administrators.` : 'May call REST and act on all groups and members.'
              }
            />
          </div>
        </Radio.Group>
        <TextInput
          data-autofocus
          label="Username"
          description="The UserID: 1 to 32 letters, digits and signs of ASCII. It cannot be changed."
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
          error={userId === '' || fits ? null : 'A UserID has 1 to 32 printable ASCII characters.'}
          autoComplete="off"
          spellCheck={false}
        />
        <TextInput label="Nickname" value={nick} onChange={(event) => setNick(event.currentTarget.value)} autoComplete="off" />
        <TextInput
          label="Profile Photo"
          description="The address of a picture."
          value={faceUrl}
          onChange={(event) => setFaceUrl(event.currentTarget.value)}
          autoComplete="off"
        />
      </div>
    </Dialog>
  )
}
