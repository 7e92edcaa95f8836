import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useDates } from '../../../ui/dates.ts'
import type { AppView } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine, contentsText, wrongCase } from '../words.ts'
import styles from './status.module.css'

export function DeleteAppDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const remove = useChange('app.delete')
  const navigate = useNavigate()
  const dates = useDates()
  const [name, setName] = useState('')
  const input = { sdkAppId: app.sdkAppId, confirmName: name.trim(), expectedRevision: app.revision }
  const requestId = useRequestId(input)
  const contents = contentsText(app)
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Delete app"
      below={appLine(app)}
      confirm={{
        onConfirm: () => remove.mutate({ ...input, requestId }, { onSuccess: () => void navigate({ to: '/' }) }),
        disabled: name.trim() !== app.name,
        waiting: remove.isPending,
        ends: true,
      }}
      refused={remove.error}
    >
      <p className={styles.first}>
        <b>SDKAppID, data and services are gone for good</b>
        {contents ? `: ${contents}` : ''}. Nothing brings them back.
      </p>
      <p className={styles.due}>
        {app.dataLostAt ? `Left as it is, the app can be enabled until ${dates.moment(app.dataLostAt)}. ` : ''}
        {app.edition === 'free' ? '' : 'What was charged so far stays due. '}
        Ledger and audit stay readable.
      </p>
      <TextInput
        label="Type the app's name"
        placeholder={app.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrongCase(name, app.name)}
        autoComplete="off"
        spellCheck={false}
      />
    </Dialog>
  )
}
