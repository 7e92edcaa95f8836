import { NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { count } from '../../../ui/numbers.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import type { GroupView } from './GroupDetails.tsx'
import { bytesOf, type JoinOption, joinOptions, usualJoin } from './words.ts'

const bytesMax = { name: 30, introduction: 240, notification: 300, faceUrl: 100 } as const
const edited = ['type', 'name', 'introduction', 'notification', 'faceUrl', 'applyJoinOption', 'memberMax', 'muteAll'] as const

type Draft = Pick<GroupView, (typeof edited)[number]>

interface EditGroupDialogProps {
  app: AppView
  group: GroupView
  opened: boolean
  onClose: () => void
}

export function EditGroupDialog({ app, group, opened, onClose }: EditGroupDialogProps) {
  const update = useChange('appGroup.update')
  const [draft, setDraft] = useState<Draft>(group)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  /** With the way of joining that is usual then. */
  const becomes = (type: Draft['type']) => set({ type, applyJoinOption: type === group.type ? group.applyJoinOption : usualJoin[type] })
  const tooLong = (field: keyof typeof bytesMax) => bytesOf(draft[field]) > bytesMax[field]
  const changes = Object.fromEntries(edited.flatMap((field) => (draft[field] === group[field] ? [] : [[field, draft[field]]])))
  const fields = Object.keys(bytesMax) as (keyof typeof bytesMax)[]
  const wrong = fields.some(tooLong) || draft.name === ''
  const joinIsFixed = draft.type === 'Work' || draft.type === 'Community'
  const text = (field: keyof typeof bytesMax, label: string) => ({
    label,
    value: draft[field],
    onChange: (event: { currentTarget: { value: string } }) => set({ [field]: event.currentTarget.value }),
    error: tooLong(field) ? `Up to ${bytesMax[field]} bytes; this has ${bytesOf(draft[field])}.` : null,
  })

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Edit group"
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          update.mutate(
            { sdkAppId: app.sdkAppId, groupId: group.groupId, ...changes },
            { onSuccess: saying(`${draft.name} is saved.`, onClose) },
          ),
        disabled: wrong || Object.keys(changes).length === 0,
        waiting: update.isPending,
      }}
      refused={update.error}
    >
      <div className={styles.fields}>
        <TextInput {...text('name', 'Group Name')} autoComplete="off" />
        {group.typesAllowed.length === 0 ? null : (
          <NativeSelect
            label="Group Type"
            data={group.typesAllowed}
            value={draft.type}
            onChange={(event) => becomes(event.currentTarget.value as Draft['type'])}
          />
        )}
        <Textarea {...text('introduction', 'Introduction')} rows={2} />
        <Textarea {...text('notification', 'Announcement')} rows={3} />
        <TextInput {...text('faceUrl', 'Photo')} autoComplete="off" />
        <div className={styles.pair}>
          <NativeSelect
            label="Way of joining"
            data={[...joinOptions]}
            value={draft.applyJoinOption}
            disabled={joinIsFixed}
            description={joinIsFixed ? 'A group of this type has no other.' : null}
            onChange={(event) => set({ applyJoinOption: event.currentTarget.value as JoinOption })}
          />
          {draft.memberMax === null ? null : (
            <NumberInput
              label="Member maximum"
              description={`The plan allows ${count(group.membersAllowed)}.`}
              value={draft.memberMax}
              min={1}
              hideControls
              onChange={(value) => set({ memberMax: Number(value) || 1 })}
            />
          )}
        </div>
        <Switch label="Mute all" checked={draft.muteAll} onChange={(event) => set({ muteAll: event.currentTarget.checked })} />
      </div>
    </Dialog>
  )
}
