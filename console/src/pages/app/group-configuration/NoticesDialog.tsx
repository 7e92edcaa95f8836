import { NativeSelect } from '@mantine/core'
import type { GroupType, NoticeMode } from '@plenum/contract'
import { groupTypeLabels, noticeModeLabels, settingLabels } from '@plenum/contract/setting-labels'
import { useState } from 'react'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { SettingDialog } from '../feature-configuration/SettingDialog.tsx'
import { eventLabel, type Modes, type NoticeName, tableOf } from './notice-table.ts'

type NoticesDialogProps = Configured & { name: NoticeName; opened: boolean; onClose: () => void }

/** One type of group after the other; what was chosen for the others stays chosen. */
export function NoticesDialog({ app, settings, name, ...opening }: NoticesDialogProps) {
  const { types, events, of } = tableOf(settings, name)
  const [type, setType] = useState<GroupType>('Work')
  const [drafts, setDrafts] = useState<Partial<Record<GroupType, Modes>>>({})
  const modes = drafts[type] ?? of(type)
  const changed = types.filter((one) => events.some((event) => (drafts[one] ?? of(one))[event] !== of(one)[event]))
  const title = settingLabels[name]
  return (
    <SettingDialog
      app={app}
      title={title}
      wanted={changed.length === 0 ? {} : { [name]: Object.fromEntries(changed.map((one) => [one, drafts[one]])) }}
      said={`${title} is saved: ${changed.map((one) => groupTypeLabels[one]).join(', ')}.`}
      {...opening}
    >
      <div className={styles.fields}>
        <NativeSelect
          label="Group Type"
          value={type}
          onChange={({ currentTarget: { value } }) => setType(value as GroupType)}
          data={types.map((one) => ({ value: one, label: groupTypeLabels[one] }))}
        />
        {events.map((event) => (
          <NativeSelect
            key={event}
            label={eventLabel(event)}
            value={modes[event]!}
            onChange={({ currentTarget: { value } }) => setDrafts({ ...drafts, [type]: { ...modes, [event]: value as NoticeMode } })}
            data={choicesOf(type)}
          />
        ))}
        <p className={styles.says}>Push reaches whoever is connected; push and store also stands in the history of the group.</p>
      </div>
    </SettingDialog>
  )
}

/** Audio-video groups keep no messages. */
function choicesOf(type: GroupType) {
  const modes = Object.entries(noticeModeLabels).map(([value, label]) => ({ value, label }))
  return type === 'AVChatRoom' ? modes.filter(({ value }) => value !== 'store') : modes
}
