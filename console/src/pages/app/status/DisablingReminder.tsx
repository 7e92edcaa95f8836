import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useAnswer } from '../../../data/useAnswer.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { dayText, monthText } from '../../../ui/dates.ts'
import { moneyText } from '../../../ui/money.ts'
import { countOf } from '../../../ui/numbers.ts'
import type { AppView } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine, billDays, wrongCase } from '../words.ts'
import { DisablingCourse } from './DisablingCourse.tsx'
import styles from './status.module.css'

/** **Disabling Reminder**: what stops, until when it can be brought back, and what stays due. */
export function DisablingReminder({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const paid = app.edition !== 'free'
  const clock = useAnswer('clock.get', {}, { enabled: opened })
  const month = useAnswer('bill.estimate', { sdkAppId: app.sdkAppId }, { enabled: opened && paid })
  const disable = useChange('app.disable')
  const [name, setName] = useState('')
  const input = { sdkAppId: app.sdkAppId, confirmName: name.trim(), expectedRevision: app.revision }
  const requestId = useRequestId(input)

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Disabling Reminder"
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          disable.mutate(
            { ...input, requestId },
            { onSuccess: saying(`The service of ${app.name} has stopped, from the next request on.`, onClose) },
          ),
        disabled: name.trim() !== app.name,
        waiting: disable.isPending,
        ends: true,
      }}
      refused={disable.error}
    >
      <p className={styles.first}>
        <b>The service of this app stops at once.</b> {whoIsConcerned(app)}
      </p>
      {clock.data ? <DisablingCourse now={clock.data.now} paid={paid} /> : null}
      {month.data ? (
        <p className={styles.due}>
          {month.data.asOf
            ? `Charged so far in ${monthText(month.data.month, { year: false })}: ${moneyText(month.data.soFar.total)} through yesterday, ${dayText(month.data.asOf, { year: false })}. It stays due, as today does, and is on the bill of ${billDays(month.data.month)}.`
            : `Today stays due and is on the bill of ${billDays(month.data.month)}.`}
        </p>
      ) : null}
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

function whoIsConcerned({ liveUsers, userCount }: AppView): string {
  const live = liveUsers > 0 ? `${countOf(liveUsers, 'user is', 'users are')} online now and will be cut off. ` : ''
  if (userCount === 0) return `${live}REST calls of its server are refused from the next request on.`
  return `${live}REST calls of its server are refused from the next request on. ${countOf(userCount, 'registered user is', 'registered users are')} concerned.`
}
